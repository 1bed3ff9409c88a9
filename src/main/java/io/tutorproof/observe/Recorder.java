package io.tutorproof.observe;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Records all that happens to the pods of a namespace, to their controllers, and to the services and Ingresses that lead
 * to them, from a list and the watch that begins where the list ended: no event is missed, or the history says so.
 * Endpoints are watched as such, not as EndpointSlices: they are served alike by every version from 1.20 to 1.37, and
 * are what the tutorial looks at.
 *
 * <pre>{@code
 * try (Recorder recorder = Recorder.open(cluster.client(), "default")) {
 *     recorder.await(Observed.pods("app=web").areReady(2), Deadlines.PODS_READY);
 * }
 * }</pre>
 */
public final class Recorder implements AutoCloseable {
    /** After so long in vain it is asked whether the watches still tell all. */
    private static final Duration PULSE = Duration.ofSeconds(5);

    /** After so long it is asked whether watches that do not tell what is there can be resumed at all. */
    private static final Duration RESUMING = Duration.ofSeconds(2);

    private final Watches watches;
    private final Told told = new Told();
    private final Journal journal = new Journal();

    private Recorder(Watches watches) {
        this.watches = watches;
    }

    /** Begins to record. */
    public static Recorder open(KubernetesClient client, String namespace) {
        return open(client, namespace, UnaryOperator.identity());
    }

    /**
     * Begins to record.
     *
     * @param written what the cluster says of images, with their names as the manifests write them
     */
    public static Recorder open(KubernetesClient client, String namespace, UnaryOperator<String> written) {
        Recorder recorder = new Recorder(new Watches(client, namespace));
        List<CompletableFuture<Boolean>> begun = Stream.<Runnable>of(
                        () -> recorder.record(
                                Pod.class, client.pods().inNamespace(namespace), pod -> Snapshots.pod(pod, written)),
                        () -> recorder.record(
                                ReplicaSet.class,
                                client.apps().replicaSets().inNamespace(namespace),
                                Snapshots::replicaSet),
                        () -> recorder.record(
                                Deployment.class,
                                client.apps().deployments().inNamespace(namespace),
                                Snapshots::deployment),
                        () -> recorder.record(
                                Service.class, client.services().inNamespace(namespace), Snapshots::service),
                        () -> recorder.record(
                                Endpoints.class, client.endpoints().inNamespace(namespace), Snapshots::endpoints),
                        () -> recorder.record(
                                Ingress.class,
                                client.network().v1().ingresses().inNamespace(namespace),
                                Snapshots::ingress),
                        () -> Warnings.watch(client, namespace, recorder.journal)
                                .ifPresent(recorder.watches::add))
                .map(start -> Background.ask(() -> {
                    start.run();
                    return true;
                }))
                .toList();
        try {
            Background.joined(CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new)));
        } catch (RuntimeException e) {
            recorder.close();
            throw e;
        }
        return recorder;
    }

    private <T extends HasMetadata, L extends KubernetesResourceList<T>> void record(
            Class<T> type, NonNamespaceOperation<T, L, ?> resources, Function<T, Snapshot> snapshot) {
        L list = resources.list();
        list.getItems().forEach(item -> add(Event.Change.LISTED, item, snapshot.apply(item)));
        told.watching(() -> resources.list().getItems());
        watches.begin(
                type, resources, list, (action, item) -> take(action, item, snapshot.apply(item)), this::breakOff);
    }

    private void take(Watcher.Action action, HasMetadata item, Snapshot object) {
        switch (action) {
            case ADDED -> add(Event.Change.ADDED, item, object);
            case MODIFIED -> add(Event.Change.MODIFIED, item, object);
            case DELETED -> add(Event.Change.DELETED, item, object);
            case BOOKMARK -> {}
            case ERROR -> breakOff("the API server reported an error to the watch");
        }
    }

    private void add(Event.Change change, HasMetadata item, Snapshot object) {
        journal.add(new Event(Instant.now(), change, object), obstacles -> {
            told.told(item, change);
            if (change == Event.Change.DELETED) {
                obstacles.gone(item);
            } else {
                obstacles.seen(item);
            }
        });
    }

    /**
     * Waits until all that the API lists by now has been told: commands are answered before watches are, and what is awaited
     * after a command is not to be found true of what was there before it.
     *
     * @throws HoleInHistory when the watches do not catch up
     */
    public void catchUp() {
        // Beside this thread, which is to be told of trouble while the API does not answer.
        CompletableFuture<Map<String, Long>> listing = Background.ask(told::listed);
        var unused = listing.whenComplete((listed, problem) -> journal.wakeUp());
        awaitOr("the API did not list what is there", listing::isDone);
        Map<String, Long> listed = Background.joined(listing);
        if (journal.await(() -> told.includes(listed), state -> {}, RESUMING).isEmpty()) {
            requireResumable();
            awaitOr("the watches did not tell what the API lists", () -> told.includes(listed));
        }
    }

    private void requireResumable() {
        CompletableFuture<Optional<String>> asking = Background.ask(watches::whyNotResumed);
        var unused = asking.whenComplete((why, problem) -> journal.wakeUp());
        awaitOr("the API did not say whether watches can be resumed", asking::isDone);
        Background.joined(asking).ifPresent(why -> {
            breakOff(why);
            throw new HoleInHistory(why);
        });
    }

    private void awaitOr(String failure, BooleanSupplier wanted) {
        if (journal.await(wanted, state -> {}, Deadlines.CONTROLLER).isEmpty()) {
            throw new HoleInHistory(failure + " within " + Deadlines.CONTROLLER.toSeconds() + " s");
        }
    }

    /** Something makes the rest of the history worthless; whoever waits is told at once. The first cause stays. */
    public void breakOff(String cause) {
        journal.breakOff(cause);
    }

    /** What may have been in the way of the namespace's objects and is the cluster's or the machine's own; empty when nothing is known to be. */
    public Optional<String> obstacle() {
        return journal.obstacles(Obstacles::any);
    }

    /** What is there now, as far as it was told. */
    public State state() {
        return journal.state();
    }

    /** Everything recorded so far. */
    public History history() {
        return journal.history();
    }

    /**
     * The present place in the history. All watches have caught up with it: each tells of one kind of object, and one may be
     * behind another, as when a Deployment is known to be available and its last pod not yet to be ready.
     *
     * @throws HoleInHistory when they do not catch up
     */
    public History.Mark mark() {
        catchUp();
        return new History.Mark(history().events().size());
    }

    /**
     * Waits until the condition is true, and returns its subject; it is looked at after every event, and at no other time.
     *
     * @throws DeadlineExceeded when it does not become true in time
     * @throws CannotCome when it is seen earlier that it will not
     * @throws Hindered when the cluster's own trouble has been in the way for some seconds
     * @throws HoleInHistory when it can no longer be known
     */
    public <T> T await(Condition<T> condition, Duration deadline) {
        long begun = System.nanoTime();
        while (true) {
            Duration left = deadline.minus(since(begun));
            Optional<State> then = journal.await(
                    () -> condition.isTrueIn(journal.state()),
                    seen -> requireHope(condition, begun),
                    left.compareTo(PULSE) < 0 ? left : PULSE);
            if (then.isPresent()) {
                return condition.in(then.get()).orElseThrow();
            }
            // A watch may have ended without anybody being told, and what it does not tell refutes nothing.
            catchUp();
            if (since(begun).compareTo(deadline) >= 0 && !condition.isTrueIn(journal.state())) {
                throw new DeadlineExceeded(condition.what(), deadline, journal.state());
            }
        }
    }

    private void requireHope(Condition<?> condition, long begun) {
        Optional<String> inTheWay = condition.obstacle().apply(journal.state());
        if (inTheWay.isPresent()) {
            throw new CannotCome(condition.what(), since(begun), inTheWay.get(), journal.state());
        }
        Optional<String> obstacle = condition.needsPods() ? journal.obstacles(Obstacles::inTheWay) : Optional.empty();
        if (obstacle.isPresent()) {
            throw new Hindered(condition.what(), since(begun), obstacle.get());
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Watches for the whole window, so that what does not happen in it can be judged. */
    public void watchFor(Duration window) {
        journal.watchFor(window);
    }

    @Override
    public void close() {
        watches.close();
    }
}

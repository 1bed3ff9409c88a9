package io.tutorproof.cluster;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.tutorproof.owner.Owner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The namespaces that are ours, known by their label, and of which process each is, known by its annotation. */
public final class OwnNamespaces {
    /** On every namespace that we make. */
    public static final Map<String, String> LABELS = Map.of("io.tutorproof/lab", "true");

    private static final String OWNER = "io.tutorproof/owner";

    /** Pods with their grace period, and stock kubelets before 1.22, which may forget ended pods a minute late. */
    private static final Duration GOING = Duration.ofMinutes(2);

    private final KubernetesClient client;
    private boolean removed;

    /** Looks at a cluster's. */
    public OwnNamespaces(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Makes one; all that is in it is ours too.
     *
     * @throws ClusterException once removal has begun
     */
    public synchronized void make(String name) {
        if (removed) {
            throw new ClusterException("no namespace is made any more: the run is ending");
        }
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(LABELS)
                        .withAnnotations(Map.of(OWNER, Owner.thisProcess().label()))
                        .endMetadata()
                        .build())
                .create();
    }

    /** Removes those of this process, once, and from then on lets it make no more. */
    synchronized void removeOurs() {
        if (!removed) {
            removed = true;
            remove(Owner.thisProcess()::equals);
        }
    }

    /** Removes those of this process, and waits until they are gone; which are still there all the same. */
    public List<String> remove() {
        removeOurs();
        long end = System.nanoTime() + GOING.toNanos();
        List<String> left = names(Owner.thisProcess()::equals);
        while (!left.isEmpty() && System.nanoTime() < end) {
            client.namespaces()
                    .withName(left.get(0))
                    .waitUntilCondition(
                            Objects::isNull,
                            TimeUnit.NANOSECONDS.toMillis(Math.max(0, end - System.nanoTime())),
                            TimeUnit.MILLISECONDS);
            left = names(Owner.thisProcess()::equals);
        }
        return left;
    }

    /** Removes those of whatever process. */
    void removeAll() {
        remove(owner -> true);
    }

    void removeWhatGoneOwnersLeft() {
        remove(Owner::isGone);
    }

    private void remove(Predicate<Owner> isTheirs) {
        names(isTheirs).forEach(name -> client.namespaces().withName(name).delete());
    }

    private List<String> names(Predicate<Owner> isTheirs) {
        return client.namespaces().withLabels(LABELS).list().getItems().stream()
                .filter(namespace -> Optional.ofNullable(namespace.getMetadata().getAnnotations())
                        .map(annotations -> annotations.get(OWNER))
                        .flatMap(Owner::parse)
                        .filter(isTheirs)
                        .isPresent())
                .map(namespace -> namespace.getMetadata().getName())
                .toList();
    }
}

package io.tutorproof.cluster;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.tutorproof.owner.Owner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The namespaces that are ours, known by their label, and of which process each is, known by its annotation. */
public final class OwnNamespaces {
    /** On every namespace that we make. */
    public static final Map<String, String> LABELS = Map.of("io.tutorproof/lab", "true");

    private static final String OWNER = "io.tutorproof/owner";

    /** Pods with their grace period, and stock kubelets before 1.22, which may forget ended pods a minute late. */
    private static final Duration GOING = Duration.ofMinutes(2);

    /** After so long it is told what is waited for, and looked at what blocks it. */
    private static final Duration TELLING = Duration.ofSeconds(10);

    private static final Set<String> BLOCKING = Set.of(
            "NamespaceDeletionDiscoveryFailure",
            "NamespaceDeletionGroupVersionParsingFailure",
            "NamespaceFinalizersRemaining");

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
            removeThoseOf(Owner.thisProcess()::equals);
        }
    }

    /**
     * Removes those of this process, and waits until they are gone, or until it is known that they will not go by themselves.
     *
     * @param say told which are waited for every now and then, and which are still there at the end, with what blocks them
     */
    public void remove(Consumer<String> say) {
        removeOurs();
        long end = System.nanoTime() + GOING.toNanos();
        List<String> left = names(Owner.thisProcess()::equals);
        while (!left.isEmpty()) {
            awaitGone(left.get(0));
            left = names(Owner.thisProcess()::equals);
            if (left.isEmpty()) {
                return;
            }
            Optional<String> blocked =
                    left.stream().flatMap(name -> blocked(name).stream()).findFirst();
            if (blocked.isPresent() || System.nanoTime() > end) {
                say.accept("still there, and to be removed by hand: namespaces " + String.join(", ", left)
                        + blocked.map(why -> "; " + why).orElse(""));
                return;
            }
            say.accept("waiting for namespaces to go: " + String.join(", ", left));
        }
    }

    private void awaitGone(String name) {
        try {
            client.namespaces()
                    .withName(name)
                    .waitUntilCondition(Objects::isNull, TELLING.toSeconds(), TimeUnit.SECONDS);
        } catch (KubernetesClientTimeoutException e) {
            // The caller looks itself, and says what is still there.
        }
    }

    /** What keeps a namespace from going that no time mends: a kind of object that nobody can list, or a finalizer. */
    private Optional<String> blocked(String name) {
        Namespace namespace = client.namespaces().withName(name).get();
        return namespace == null
                ? Optional.empty()
                : namespace.getStatus().getConditions().stream()
                        .filter(condition -> BLOCKING.contains(condition.getType())
                                && condition.getStatus().equals("True"))
                        .map(condition -> condition.getType() + ": " + condition.getMessage())
                        .findFirst();
    }

    /** Removes those of whatever process. */
    void removeAll() {
        removeThoseOf(owner -> true);
    }

    void removeWhatGoneOwnersLeft() {
        removeThoseOf(Owner::isGone);
    }

    private void removeThoseOf(Predicate<Owner> isTheirs) {
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

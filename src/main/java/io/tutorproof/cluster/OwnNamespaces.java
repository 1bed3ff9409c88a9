package io.tutorproof.cluster;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The namespaces that are ours, known by their label, and of which process each is, known by its annotation. */
public final class OwnNamespaces {
    /** On every namespace that we make. */
    public static final Map<String, String> LABELS = Map.of("io.tutorproof/lab", "true");

    private static final String OWNER = "io.tutorproof/owner";

    private final KubernetesClient client;

    /** Looks at a cluster's. */
    public OwnNamespaces(KubernetesClient client) {
        this.client = client;
    }

    /** Makes one; all that is in it is ours too. */
    public void make(String name) {
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

    void removeOurs() {
        remove(Owner.thisProcess()::equals);
    }

    void removeWhatGoneOwnersLeft() {
        remove(Owner::isGone);
    }

    private void remove(Predicate<Owner> isTheirs) {
        for (Namespace namespace : client.namespaces().withLabels(LABELS).list().getItems()) {
            Map<String, String> annotations = namespace.getMetadata().getAnnotations();
            Optional<Owner> owner = Optional.ofNullable(annotations)
                    .map(found -> found.get(OWNER))
                    .flatMap(Owner::parse);
            if (owner.filter(isTheirs).isPresent()) {
                client.namespaces().withName(namespace.getMetadata().getName()).delete();
            }
        }
    }
}

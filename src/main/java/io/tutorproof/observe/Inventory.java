package io.tutorproof.observe;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every object of a cluster that is in no namespace of ours, as a digest of what somebody has declared of it; what the system
 * reports (status, events, leases, endpoints) changes by itself and is left out.
 */
public record Inventory(Map<String, String> digests) {
    private static final Set<String> BY_ITSELF =
            Set.of("Event", "Lease", "Endpoints", "EndpointSlice", "ComponentStatus", "NodeMetrics", "PodMetrics");

    private static final String LEADER = "control-plane.alpha.kubernetes.io/leader";

    public Inventory {
        digests = Map.copyOf(digests);
    }

    /**
     * Lists all; a kind that may not be listed is left out.
     *
     * @param ours labels of the namespaces that are not looked at
     */
    public static Inventory of(KubernetesClient client, Map<String, String> ours) {
        Set<String> namespaces = new TreeSet<>();
        client.namespaces()
                .withLabels(ours)
                .list()
                .getItems()
                .forEach(namespace -> namespaces.add(namespace.getMetadata().getName()));
        Map<String, String> digests = new TreeMap<>();
        groupVersions(client).forEach(groupVersion -> {
            try {
                Optional.ofNullable(client.getApiResources(groupVersion)).stream()
                        .flatMap(resources -> resources.getResources().stream())
                        .filter(Inventory::isLookedAt)
                        .forEach(resource -> add(client, groupVersion, resource, namespaces, digests));
            } catch (KubernetesClientException e) {
                tolerate(e);
            }
        });
        return new Inventory(digests);
    }

    private static Stream<String> groupVersions(KubernetesClient client) {
        return Stream.concat(
                Stream.of("v1"),
                client.getApiGroups().getGroups().stream()
                        .map(group -> group.getPreferredVersion().getGroupVersion()));
    }

    private static boolean isLookedAt(APIResource resource) {
        return resource.getVerbs().contains("list")
                && !resource.getName().contains("/")
                && !BY_ITSELF.contains(resource.getKind());
    }

    private static void add(
            KubernetesClient client,
            String groupVersion,
            APIResource resource,
            Set<String> ours,
            Map<String, String> digests) {
        try {
            client.genericKubernetesResources(context(groupVersion, resource))
                    .inAnyNamespace()
                    .list()
                    .getItems()
                    .forEach(object -> {
                        ObjectMeta meta = object.getMetadata();
                        String namespace = meta.getNamespace();
                        boolean isOurs = namespace == null
                                ? resource.getKind().equals("Namespace") && ours.contains(meta.getName())
                                : ours.contains(namespace);
                        if (!isOurs) {
                            String where = namespace == null ? "" : namespace + "/";
                            digests.put(
                                    resource.getKind() + " " + where + meta.getName() + " (" + groupVersion + ")",
                                    digest(object));
                        }
                    });
        } catch (KubernetesClientException e) {
            tolerate(e);
        }
    }

    /** What may not be listed, or is served by somebody who is not there. */
    private static void tolerate(KubernetesClientException problem) {
        if (!Set.of(403, 404, 405, 503).contains(problem.getCode())) {
            throw problem;
        }
    }

    private static ResourceDefinitionContext context(String groupVersion, APIResource resource) {
        int slash = groupVersion.indexOf('/');
        return new ResourceDefinitionContext.Builder()
                .withGroup(slash < 0 ? null : groupVersion.substring(0, slash))
                .withVersion(groupVersion.substring(slash + 1))
                .withKind(resource.getKind())
                .withPlural(resource.getName())
                .withNamespaced(resource.getNamespaced())
                .build();
    }

    private static String digest(GenericKubernetesResource object) {
        ObjectMeta meta = object.getMetadata();
        meta.setManagedFields(null);
        meta.setResourceVersion(null);
        meta.setGeneration(null);
        meta.getAnnotations().remove(LEADER);
        object.getAdditionalProperties().remove("status");
        try {
            byte[] text = Serialization.asJson(object).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What is otherwise in a later one, an object a line. */
    public List<String> changesTo(Inventory later) {
        List<String> changes = new ArrayList<>();
        new TreeMap<>(digests).forEach((object, digest) -> {
            String now = later.digests().get(object);
            if (now == null) {
                changes.add(object + " is gone");
            } else if (!now.equals(digest)) {
                changes.add(object + " has changed");
            }
        });
        new TreeSet<>(later.digests().keySet())
                .stream()
                        .filter(object -> !digests.containsKey(object))
                        .forEach(object -> changes.add(object + " is new"));
        return changes;
    }
}

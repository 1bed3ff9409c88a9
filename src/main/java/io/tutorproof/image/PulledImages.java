package io.tutorproof.image;

import io.tutorproof.cluster.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.testcontainers.utility.DockerImageName;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The images that a node's kubelet has pulled itself, by id, and under which names without a version. Such an image it pulls
 * anew when a pod knows it by another name, though it is there (its records of pulled images, since Kubernetes 1.35).
 */
record PulledImages(Map<String, List<String>> names) {
    private static final String RECORDS = "cat /var/lib/kubelet/image_manager/pulled/* 2> /dev/null";

    static PulledImages of(Node node) {
        return parse(node.shell().run("sh", "-c", RECORDS).stdout());
    }

    /** Of kubelet's records one after another, each an ImagePulledRecord; what is none counts as no record. */
    static PulledImages parse(String records) {
        Map<String, List<String>> names = new TreeMap<>();
        try (MappingIterator<JsonNode> each =
                JsonMapper.shared().readerFor(JsonNode.class).readValues(records)) {
            while (each.hasNextValue()) {
                JsonNode record = each.nextValue();
                names.computeIfAbsent(record.path("imageRef").asString(""), id -> new ArrayList<>())
                        .addAll(record.path("credentialMapping").propertyNames());
            }
        } catch (JacksonException e) {
            return new PulledImages(names);
        }
        return new PulledImages(names);
    }

    /** The name under which alone kubelet would use the image of that id, if that is not the given one. */
    Optional<String> otherNameOf(String image, String id) {
        List<String> known = names.getOrDefault(id, List.of());
        return known.contains(DockerImageName.parse(image).getUnversionedPart())
                ? Optional.empty()
                : known.stream().findFirst();
    }
}

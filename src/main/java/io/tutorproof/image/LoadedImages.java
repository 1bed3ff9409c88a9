package io.tutorproof.image;

import io.tutorproof.cluster.Node;
import io.tutorproof.shell.Executed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a node that is kept was given. The engine knows an image by another id than the node's runtime may, so only this
 * tells, without saving it, that the node has the engine's present one.
 *
 * @param engineIds the engine's ids by name at that time
 * @param ids the runtime's ids by name
 */
record LoadedImages(Map<String, String> engineIds, Map<String, String> ids) {
    private static final String FILE = "/var/lib/tutorproof-images";

    /** What the node was given, if that is what the engine has now. */
    static Optional<LoadedImages> in(Node node, Map<String, String> engineIds) {
        Executed read = node.shell().run("cat", FILE);
        return read.exitCode() == 0
                ? Optional.of(parse(read.stdout()))
                        .filter(loaded -> loaded.engineIds().equals(engineIds))
                : Optional.empty();
    }

    static LoadedImages parse(String text) {
        Map<String, String> engineIds = new TreeMap<>();
        Map<String, String> ids = new TreeMap<>();
        text.lines().map(line -> line.split(" ", -1)).forEach(words -> {
            engineIds.put(words[0], words[1]);
            ids.put(words[0], words[2]);
        });
        return new LoadedImages(engineIds, ids);
    }

    String text() {
        return engineIds.entrySet().stream()
                .map(image -> image.getKey() + " " + image.getValue() + " " + ids.get(image.getKey()))
                .collect(Collectors.joining("\n"));
    }

    void writeTo(Node node) {
        node.shell().run("/", Map.of(), List.of("sh", "-c", "printf '%s' \"$1\" > " + FILE, "sh", text()));
    }
}

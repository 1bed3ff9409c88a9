package io.tutorproof.kubectl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** The directory of a tutorial's manifests, every one of which is YAML. */
public record Manifests(Path directory) {

    /**
     * Reads all of them, so that a broken one is known before a cluster is started.
     *
     * @throws ManifestException with file, line and cause
     */
    public static Manifests in(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ManifestException("there is no directory " + directory.toAbsolutePath()
                    + " with manifests: run from the project's directory, or set tutorproof.manifests");
        }
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> manifests = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            for (Path manifest : manifests) {
                check(manifest);
            }
        } catch (IOException e) {
            throw new ManifestException(directory + " cannot be read: " + e.getMessage());
        }
        return new Manifests(directory);
    }

    /** Their texts, by their paths below the directory. */
    public Map<String, String> texts() {
        try (Stream<Path> files = Files.walk(directory)) {
            Map<String, String> texts = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(directory.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new ManifestException(directory + " cannot be read: " + e.getMessage());
        }
    }

    private static void check(Path manifest) throws IOException {
        try {
            new Compose(LoadSettings.builder().build())
                    .composeAllFromString(Files.readString(manifest))
                    .forEach(document -> {});
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            throw new ManifestException(manifest + ":" + line + ": " + e.getProblem());
        }
    }
}

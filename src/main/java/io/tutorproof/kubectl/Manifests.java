package io.tutorproof.kubectl;

import io.tutorproof.owner.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

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
        try (Stream<Path> files = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> manifests = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            for (Path manifest : manifests) {
                check(manifest);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ManifestException(directory + " cannot be read: " + e.getMessage());
        }
        return new Manifests(directory);
    }

    /** Their texts, by their paths below the directory. */
    public Map<String, String> texts() {
        try (Stream<Path> files = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            Map<String, String> texts = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(directory.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
            return texts;
        } catch (IOException | UncheckedIOException e) {
            throw new ManifestException(directory + " cannot be read: " + e.getMessage());
        }
    }

    /** The same with every text changed, in a copy of the directory that goes when this process ends. */
    public Manifests changed(UnaryOperator<String> change) {
        Map<String, String> texts = new TreeMap<>(texts());
        texts.replaceAll((file, text) -> change.apply(text));
        return with(texts);
    }

    /** The same with these texts, by their paths, in the place of those, in a copy as well. */
    Manifests with(Map<String, String> others) {
        try {
            Path copy = Files.createTempDirectory(Scratch.directory(), "manifests");
            Map<String, String> texts = new TreeMap<>(texts());
            texts.putAll(others);
            for (Map.Entry<String, String> text : texts.entrySet()) {
                Path file = copy.resolve(text.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, text.getValue());
            }
            return new Manifests(copy);
        } catch (IOException e) {
            throw new ManifestException("the manifests cannot be copied: " + e);
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
        } catch (YamlEngineException e) {
            throw new ManifestException(manifest + ": "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("no YAML"));
        }
    }
}

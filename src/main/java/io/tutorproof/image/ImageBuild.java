package io.tutorproof.image;

import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.BuildResponseItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/**
 * An image to be built from a directory with a Dockerfile.
 *
 * @param name name and tag, as the manifests write it
 * @param arguments the Dockerfile's build arguments
 */
public record ImageBuild(String name, Path directory, Map<String, String> arguments) implements TutorialImage {
    private static final String DOCKERFILE = "Dockerfile";

    /** Marks the images we made. */
    private static final Map<String, String> LABELS = Map.of("io.tutorproof.image", "true");

    public ImageBuild {
        arguments = Map.copyOf(arguments);
    }

    /**
     * An image to be built from the directory of this name, with a Dockerfile, that lies anywhere beneath another; empty when there
     * is none.
     *
     * @throws ImageException when there are several, with their paths, or when the directory cannot be read
     */
    public static Optional<ImageBuild> beneath(Path directory, String version, String name) {
        List<Path> found;
        try (Stream<Path> paths = Files.walk(directory)) {
            found = paths.filter(path -> path.endsWith(version) && Files.isRegularFile(path.resolve(DOCKERFILE)))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new ImageException("the images in " + directory + " cannot be read: " + e, e);
        }
        if (found.size() > 1) {
            throw new ImageException("image " + name + " could be built from each of " + found
                    + ": name a directory that has one of them");
        }
        return found.stream().findFirst().map(one -> new ImageBuild(name, one, Map.of()));
    }

    /** Builds the image; Docker's cache makes it quick when nothing changed. The message has the build's output. */
    @Override
    public void obtain() {
        if (!Files.isRegularFile(directory.resolve(DOCKERFILE))) {
            throw new ImageException("image " + name + " cannot be built: " + directory + " has no " + DOCKERFILE);
        }
        BuildContext.requireReadable(directory);
        StringBuilder output = new StringBuilder();
        try {
            build(directory, output);
        } catch (DockerException | DockerClientException e) {
            throw new ImageException(
                    "image " + name + " cannot be built from " + directory + ": " + e.getMessage() + "\n" + output, e);
        }
    }

    private void build(Path context, StringBuilder output) {
        try {
            BuildImageCmd build = DockerClientFactory.instance().client().buildImageCmd(context.toFile());
            build.withTags(Set.of(name)).withLabels(LABELS);
            arguments.forEach(build::withBuildArg);
            build.exec(new Output(output)).awaitImageId();
        } catch (DockerClientException e) {
            if (!context.equals(directory) || !BuildContext.isMissedIn(e)) {
                throw e;
            }
            build(BuildContext.withItsDockerfile(directory), output);
        }
    }

    @Override
    public String toString() {
        return name + " from " + directory;
    }

    private static final class Output extends BuildImageResultCallback {
        private final StringBuilder lines;

        Output(StringBuilder lines) {
            this.lines = lines;
        }

        @Override
        public void onNext(BuildResponseItem item) {
            if (item.getStream() != null) {
                lines.append(item.getStream());
            }
            super.onNext(item);
        }
    }
}

package io.tutorproof.image;

import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.BuildResponseItem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.testcontainers.DockerClientFactory;

/**
 * An image to be built from a directory with a Dockerfile.
 *
 * @param name name and tag, as the manifests write it
 * @param arguments the Dockerfile's build arguments
 */
public record ImageBuild(String name, Path directory, Map<String, String> arguments) implements TutorialImage {
    /** Marks the images we made. */
    private static final Map<String, String> LABELS = Map.of("io.tutorproof.image", "true");

    public ImageBuild {
        arguments = Map.copyOf(arguments);
    }

    /** Builds the image; Docker's cache makes it quick when nothing changed. The message has the build's output. */
    @Override
    public void obtain() {
        if (!Files.isRegularFile(directory.resolve("Dockerfile"))) {
            throw new ImageException("image " + name + " cannot be built: " + directory + " has no Dockerfile");
        }
        StringBuilder output = new StringBuilder();
        BuildImageCmd build = DockerClientFactory.instance()
                .client()
                .buildImageCmd(directory.toFile())
                .withTags(Set.of(name))
                .withLabels(LABELS);
        arguments.forEach(build::withBuildArg);
        try {
            build.exec(new Output(output)).awaitImageId();
        } catch (DockerException | DockerClientException e) {
            throw new ImageException(
                    "image " + name + " cannot be built from " + directory + ": " + e.getMessage() + "\n" + output, e);
        }
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

package io.tutorproof.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/** An image that the engine has, or pulls: from where a user has told Testcontainers to, if they have. */
public final class PulledImage {
    private static final long MINUTES = 10;

    private PulledImage() {}

    /**
     * Makes sure that the engine has the image under this name.
     *
     * @throws ClusterException when it has not and cannot pull it, with the engine's reason
     */
    public static void require(DockerClient docker, String image) {
        try {
            docker.inspectImageCmd(image).exec();
        } catch (NotFoundException absent) {
            pull(docker, image);
        }
    }

    private static void pull(DockerClient docker, String image) {
        DockerImageName wanted = DockerImageName.parse(image);
        String from = ImageNameSubstitutor.instance().apply(wanted).asCanonicalNameString();
        String asked = from.equals(wanted.asCanonicalNameString()) ? image : from;
        try {
            if (!docker.pullImageCmd(asked).start().awaitCompletion(MINUTES, TimeUnit.MINUTES)) {
                throw problem(asked, "no answer in " + MINUTES + " minutes", null);
            }
            if (!asked.equals(image)) {
                docker.tagImageCmd(asked, wanted.getUnversionedPart(), wanted.getVersionPart())
                        .exec();
            }
            docker.inspectImageCmd(image).exec();
        } catch (DockerException | DockerClientException e) {
            throw problem(asked, String.valueOf(e.getMessage()).strip(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw problem(asked, "interrupted", e);
        }
    }

    private static ClusterException problem(String image, String why, @Nullable Exception cause) {
        String message = "image " + image + " is not here and cannot be pulled: " + why;
        return cause == null ? new ClusterException(message) : new ClusterException(message, cause);
    }
}

package io.tutorproof.image;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/**
 * An image that is there, or can be pulled.
 *
 * @param aliases further names by which the nodes are to know it; the engine's own names are left as they are
 */
public record ImagePull(String name, List<String> aliases) implements TutorialImage {
    private static final long MINUTES = 10;

    public ImagePull {
        aliases = List.copyOf(aliases);
    }

    @Override
    public void obtain() {
        DockerClient docker = DockerClientFactory.instance().client();
        try {
            docker.inspectImageCmd(name).exec();
        } catch (NotFoundException absent) {
            pull(docker);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private void pull(DockerClient docker) {
        try {
            if (!docker.pullImageCmd(name).start().awaitCompletion(MINUTES, TimeUnit.MINUTES)) {
                throw new ImageException("image " + name + " was not pulled within " + MINUTES + " minutes");
            }
            docker.inspectImageCmd(name).exec();
        } catch (DockerException | DockerClientException e) {
            throw new ImageException(
                    "image " + name + " is not here and cannot be pulled: "
                            + String.valueOf(e.getMessage()).strip(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException("interrupted while pulling image " + name, e);
        }
    }
}

package io.tutorproof.image;

import io.tutorproof.cluster.ClusterException;
import io.tutorproof.cluster.PulledImage;
import java.util.List;
import org.testcontainers.DockerClientFactory;

/**
 * An image that is there, or can be pulled.
 *
 * @param aliases further names by which the nodes are to know it; the engine's own names are left as they are
 */
public record ImagePull(String name, List<String> aliases) implements TutorialImage {
    public ImagePull {
        aliases = List.copyOf(aliases);
    }

    @Override
    public void obtain() {
        try {
            PulledImage.require(DockerClientFactory.instance().client(), name);
        } catch (ClusterException e) {
            throw new ImageException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

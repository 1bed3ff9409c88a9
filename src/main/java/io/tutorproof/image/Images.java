package io.tutorproof.image;

import io.tutorproof.cluster.Cluster;
import java.util.List;

/**
 * Puts images of this machine's Docker engine into the nodes of a cluster, without a registry.
 *
 * <pre>{@code
 * Images.putInto(cluster, List.of(new ImageBuild("my/app:v1", Path.of("app"), Map.of())));
 * }</pre>
 */
public final class Images {
    private Images() {}

    /**
     * Builds or pulls what the engine does not have, and puts all of them into every node.
     *
     * @throws ImageException with the output of what failed
     */
    public static void putInto(Cluster cluster, List<? extends TutorialImage> images) {
        images.forEach(TutorialImage::obtain);
        try (ImageLoader loader = ImageLoader.of(images)) {
            loader.deliverTo(cluster);
        }
    }
}

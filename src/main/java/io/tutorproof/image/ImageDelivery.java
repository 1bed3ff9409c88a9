package io.tutorproof.image;

import io.tutorproof.cluster.Cluster;
import java.util.List;
import java.util.Optional;

/** How images of this machine's Docker engine get to every node of a cluster. */
public sealed interface ImageDelivery extends AutoCloseable permits ImageLoader, ImageRegistry {
    /**
     * Makes the images ready to be delivered, for which no cluster is needed yet.
     *
     * @param registry where the nodes pull from, {@code HOST[:PORT][/PATH]}; empty to put the images into the nodes
     * @param soon whether the nodes are not expected to have them already
     * @throws ImageException naming the image that the engine does not have, or that the registry does not take
     */
    static ImageDelivery prepare(List<? extends TutorialImage> images, String registry, boolean soon) {
        if (!registry.isEmpty()) {
            return ImageRegistry.push(images, registry);
        }
        ImageLoader loader = ImageLoader.of(images);
        if (soon) {
            loader.saved();
        }
        return loader;
    }

    /**
     * Sees to it that every node of the cluster can start containers of the images.
     *
     * @throws ImageException with the output of the node that failed
     */
    void deliverTo(Cluster cluster);

    /** Takes what was put into the nodes out of a cluster that was there before and will be there after. */
    void removeFrom(Cluster cluster);

    /** Which node no longer has every image that was put into it; none when all have them. */
    Optional<String> missingIn(Cluster cluster);

    /** A command's argument or a manifest, with the images' names as the cluster knows them. */
    String forCluster(String text);

    /** What the cluster says, with the images' names as the tutorial writes them. */
    String forReader(String text);

    /** Frees what was kept for delivering. */
    @Override
    void close();
}

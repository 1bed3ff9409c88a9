package io.tutorproof.bench;

import io.tutorproof.cluster.Cluster;
import io.tutorproof.cluster.Node;
import io.tutorproof.harness.Command;
import io.tutorproof.image.Images;
import io.tutorproof.image.TutorialImage;
import io.tutorproof.settings.Settings;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** The tutorial's images into the nodes of a cluster. */
@Tag("bench")
@Isolated
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ImagesBenchIT {
    private static final int ROUNDS = 5;
    private static final String PLAIN = "images into 3 nodes: docker save | ctr import, one after another";
    private static final String OURS = "images into 3 nodes: tutorproof";
    private static final String BOUND = "bound: as many bytes written to disk, 3 nodes at once";
    private static final String UNCHANGED = "unchanged images, for a node of 3: tutorproof";
    private static final String PLAIN_UNCHANGED = "unchanged images, for a node of 3: docker save | ctr import";

    @Test
    void images_get_into_the_nodes() {
        List<TutorialImage> images = TheTutorial.images();
        try (Cluster cluster = Cluster.start(Settings.load())) {
            int nodes = cluster.nodes().size();
            long megabytes = megabytesOf(images);
            for (int round = 0; round < ROUNDS; round++) {
                forgetImages(cluster);
                Figures.ALL.time(PLAIN, "each image once a node", () -> saveAndImport(cluster, images));
                double again = Figures.secondsOf(() -> saveAndImport(cluster, images));
                Figures.ALL.add(PLAIN_UNCHANGED, "s", again / nodes, "each image read and sent once a node");
                forgetImages(cluster);
                Figures.ALL.time(OURS, BOUND + ", and their unpacking", () -> Images.putInto(cluster, images));
                double unchanged = Figures.secondsOf(() -> Images.putInto(cluster, images));
                Figures.ALL.add(UNCHANGED, "s", unchanged / nodes, "two commands in each node");
                Figures.ALL.time(BOUND, "", () -> write(cluster, megabytes));
            }
        }
        Figures.ALL.ratio("plainLoadOverOurs", Figures.ALL.median(PLAIN) / Figures.ALL.median(OURS));
        Figures.ALL.ratio("unchangedSecondsPerNode", Figures.ALL.median(UNCHANGED));
    }

    private static void forgetImages(Cluster cluster) {
        for (Node node : cluster.nodes()) {
            node.shell()
                    .run(
                            "sh",
                            "-c",
                            "rm -f /var/lib/tutorproof-images; ctr -n k8s.io images ls -q | grep -e imagen -e nginx -e"
                                    + " '^sha256:' | xargs ctr -n k8s.io images rm --sync");
        }
    }

    private static void saveAndImport(Cluster cluster, List<TutorialImage> images) {
        for (Node node : cluster.nodes()) {
            TheTutorial.saveAndImport(node.containerName(), images);
        }
    }

    private static long megabytesOf(List<TutorialImage> images) {
        return Long.parseLong(Command.must("sh", "-c", "docker save " + TheTutorial.namesOf(images) + " | wc -c"))
                >> 20;
    }

    private static void write(Cluster cluster, long megabytes) {
        cluster.nodes().parallelStream()
                .forEach(node -> node.shell()
                        .run(
                                "sh",
                                "-c",
                                "dd if=/dev/zero of=/var/lib/bound bs=1M conv=fsync count=" + megabytes
                                        + " && rm /var/lib/bound"));
    }
}

package io.tutorproof.bench;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.tutorproof.cluster.Cluster;
import io.tutorproof.cluster.Node;
import io.tutorproof.cluster.StartTimes;
import io.tutorproof.harness.Command;
import io.tutorproof.image.Images;
import io.tutorproof.image.TutorialImage;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.Observed;
import io.tutorproof.observe.Recorder;
import io.tutorproof.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** A cluster from the call until a first pod is Ready, by phase. */
@Tag("bench")
@Isolated
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class StartBenchIT {
    private static final int ROUNDS = 3;
    private static final String IMAGE = "andr35/imagen:v0.1.0";

    @Test
    void clusters_start() {
        List<TutorialImage> images = TheTutorial.images();
        for (int round = 0; round < ROUNDS; round++) {
            for (int nodes : new int[] {1, 3, 5}) {
                System.setProperty("tutorproof.nodes", String.valueOf(nodes));
                try {
                    start(images, nodes + (nodes == 1 ? " node" : " nodes"));
                } finally {
                    System.clearProperty("tutorproof.nodes");
                }
            }
        }
        Figures.ALL.ratio("threeNodesReadySeconds", Figures.ALL.median("start, 3 nodes: every node Ready"));
    }

    private static void start(List<TutorialImage> images, String name) {
        Instant called = Instant.now();
        try (Cluster cluster = Cluster.start(Settings.load());
                Recorder recorder = Recorder.open(cluster.client(), "default")) {
            StartTimes times = cluster.startTook().orElseThrow();
            add(name, "containers started", Duration.between(called, lastStarted(cluster)), "the engine's own time");
            add(name, "API answers", times.api(), "etcd and API server starting");
            add(name, "every node Ready", times.nodes(), "kubelets starting, on these cores");
            add(name, "service account there", times.account(), "controllers starting");
            long begun = System.nanoTime();
            Images.putInto(cluster, images);
            add(
                    name,
                    "images in, after that",
                    since(begun),
                    "their bytes onto the disk of each node, and their unpacking");
            begun = System.nanoTime();
            cluster.client().pods().inNamespace("default").resource(pod()).create();
            recorder.await(Observed.pod("first").isReady(), Deadlines.PODS_READY);
            add(name, "first pod Ready, after that", since(begun), "kubelet looks once a second");
        }
    }

    private static void add(String name, String phase, Duration took, String bound) {
        Figures.ALL.add("start, " + name + ": " + phase, "s", took.toMillis() / 1e3, bound);
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static Instant lastStarted(Cluster cluster) {
        return cluster.nodes().stream()
                .map(Node::containerName)
                .map(container ->
                        Instant.parse(Command.must("docker", "inspect", "--format={{.State.StartedAt}}", container)))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Pod pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withName("first")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("first")
                .withImage(IMAGE)
                .endContainer()
                .endSpec()
                .build();
    }
}

package io.tutorproof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.tutorproof.cluster.Cluster;
import io.tutorproof.cluster.Node;
import io.tutorproof.cluster.Settings;
import io.tutorproof.image.Images;
import io.tutorproof.image.TutorialImage;
import io.tutorproof.junit.Claim;
import io.tutorproof.junit.Tutorial;
import io.tutorproof.observe.Condition;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.Pods;
import io.tutorproof.observe.Recorder;
import io.tutorproof.observe.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How fast it is, beside what people would write otherwise; side by side in one run. */
@Tag("bench")
@Execution(ExecutionMode.SAME_THREAD)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class BenchIT {
    private static final Figures FIGURES = new Figures();
    private static final int ROUNDS = 3;
    private static final int EVENTS = 20;
    private static final String IMAGE = "andr35/imagen:v0.1.0";

    @AfterAll
    static void write() throws IOException {
        FIGURES.write();
    }

    private static double since(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static List<TutorialImage> images() {
        Tutorial tutorial = ServiceLoader.load(Tutorial.class).findFirst().orElseThrow();
        List<TutorialImage> images = tutorial.images(Settings.load());
        images.forEach(TutorialImage::obtain);
        return images;
    }

    @Test
    @Order(1)
    void images_get_into_the_nodes_and_changes_are_noticed() {
        List<TutorialImage> images = images();
        try (Cluster cluster = Cluster.start(Settings.load())) {
            for (int round = 0; round < ROUNDS; round++) {
                forgetImages(cluster);
                long begun = System.nanoTime();
                saveAndImport(cluster, images);
                FIGURES.add("images into 3 nodes: docker save | ctr import, one after another", "s", since(begun), "");
                forgetImages(cluster);
                begun = System.nanoTime();
                Images.putInto(cluster, images);
                FIGURES.add("images into 3 nodes: tutorproof", "s", since(begun), "bytes over disk speed, unpacking");
                begun = System.nanoTime();
                Images.putInto(cluster, images);
                FIGURES.add("unchanged images, 3 nodes", "s", since(begun), "asking the engine and each node");
            }
            FIGURES.ratio(
                    "plainLoadOverOurs",
                    FIGURES.median("images into 3 nodes: docker save | ctr import, one after another")
                            / FIGURES.median("images into 3 nodes: tutorproof"));
            notice(cluster);
        }
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
        String names = images.stream().map(TutorialImage::name).collect(Collectors.joining(" "));
        for (Node node : cluster.nodes()) {
            Command.must(
                    "sh",
                    "-c",
                    "docker save " + names + " | docker exec -i " + node.containerName()
                            + " ctr -n k8s.io images import -");
        }
    }

    /** From the answer to a deletion, when the server has certainly made it, until somebody who waits knows. */
    private static void notice(Cluster cluster) {
        KubernetesClient client = cluster.client();
        try (Recorder recorder = Recorder.open(client, "default")) {
            for (int round = 0; round < EVENTS; round++) {
                String name = "gone-" + round;
                notice(
                        client,
                        name,
                        "watch",
                        () -> recorder.await(
                                new Condition(
                                        "no " + name,
                                        state -> state.find(Snapshot.Service.class, name)
                                                .isEmpty()),
                                Deadlines.CONTROLLER));
                notice(client, name, "polling every 100 ms", () -> poll(client, name, 100));
                if (round < EVENTS / 4) {
                    notice(client, name, "polling every second", () -> poll(client, name, 1000));
                    notice(
                            client,
                            name,
                            "kubectl wait",
                            () -> cluster.shell()
                                    .run("kubectl", "wait", "--for=delete", "service/" + name, "--timeout=30s"));
                }
            }
        }
        FIGURES.ratio("noticeMedianMillis", FIGURES.median("a change noticed: watch"));
    }

    private static void notice(KubernetesClient client, String name, String how, Runnable waiting) {
        client.services()
                .inNamespace("default")
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .addNewPort()
                        .withPort(80)
                        .endPort()
                        .endSpec()
                        .build())
                .create();
        long[] noticed = new long[1];
        Thread waiter = new Thread(() -> {
            waiting.run();
            noticed[0] = System.nanoTime();
        });
        waiter.start();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(700)); // until each of them waits
        client.services().inNamespace("default").withName(name).delete();
        long deleted = System.nanoTime();
        try {
            waiter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        FIGURES.add(
                "a change noticed: " + how,
                "ms",
                Math.max(0, noticed[0] - deleted) / 1e6,
                how.startsWith("polling") ? "half of the interval" : "the way of an event");
    }

    private static void poll(KubernetesClient client, String name, long millis) {
        while (client.services().inNamespace("default").withName(name).get() != null) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        }
    }

    @Test
    @Order(2)
    void a_cluster_starts() {
        List<TutorialImage> images = images();
        for (int round = 0; round < ROUNDS; round++) {
            for (int nodes : new int[] {1, 3, 5}) {
                System.setProperty("tutorproof.nodes", String.valueOf(nodes));
                try (Cluster cluster = Cluster.start(Settings.load());
                        Recorder recorder = Recorder.open(cluster.client(), "default")) {
                    FIGURES.add(
                            "start, " + nodes + " nodes: until all take pods",
                            "s",
                            cluster.startTook().orElseThrow().toMillis() / 1e3,
                            "etcd, API server and kubelets starting, on these cores");
                    long begun = System.nanoTime();
                    Images.putInto(cluster, images);
                    FIGURES.add("start, " + nodes + " nodes: images after that", "s", since(begun), "");
                    begun = System.nanoTime();
                    cluster.client()
                            .pods()
                            .inNamespace("default")
                            .resource(pod())
                            .create();
                    recorder.await(Pods.named("first").ready(), Deadlines.PODS_READY);
                    FIGURES.add("start, " + nodes + " nodes: first pod Ready after that", "s", since(begun), "");
                } finally {
                    System.clearProperty("tutorproof.nodes");
                }
            }
        }
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

    /**
     * The suite beside the pattern of Testcontainers' documentation: a cluster for each test class, and one test after
     * another. The tests are the same, so that they watch and do not poll, which is to the pattern's advantage.
     */
    @Test
    @Order(3)
    void the_suite_beside_a_cluster_for_each_class() throws IOException, InterruptedException {
        suite("first");
        double plain = 0;
        List<JsonNode> alone = new ArrayList<>();
        for (Map.Entry<String, List<String>> tests : claimsByClass().entrySet()) {
            Map<String, String> settings = RunUnderTest.only(String.join(",", tests.getValue()));
            long begun = System.nanoTime();
            JsonNode result = run(
                    "plain-" + tests.getKey(),
                    settings,
                    Map.of("JAVA_TOOL_OPTIONS", "-Djunit.jupiter.execution.parallel.config.fixed.parallelism=1"));
            plain += since(begun);
            alone.add(result);
        }
        FIGURES.add("all claims: a cluster for each class, one claim at a time", "s", plain, "the sum of its waits");
        suite("second");
        FIGURES.add("lower bound of the suite", "s", bound(alone), "");
        FIGURES.ratio("plainOverSuite", plain / FIGURES.median("all claims: tutorproof"));
        FIGURES.ratio(
                "suiteOverBound",
                FIGURES.median("all claims: tutorproof") / FIGURES.median("lower bound of the suite"));
    }

    private static void suite(String name) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        run("suite-" + name, Map.of(), Map.of());
        FIGURES.add("all claims: tutorproof", "s", since(begun), "start, images, the longest chain of claims");
    }

    private static JsonNode run(String name, Map<String, String> settings, Map<String, String> environment)
            throws IOException, InterruptedException {
        try (RunUnderTest run = RunUnderTest.start("bench-" + name, settings, environment)) {
            run.endsWithin(20);
            assertThat(run.exitCode()).as(run.printed()).isZero();
            return JsonMapper.shared().readTree(run.report());
        }
    }

    /** Start, images, and the longest of: a claim, or the claims about Ingresses, which take turns; each alone. */
    private static double bound(List<JsonNode> alone) {
        double start = alone.stream()
                .mapToDouble(result -> result.at("/cluster/startSeconds").asDouble()
                        + result.at("/cluster/imageLoadSeconds").asDouble())
                .min()
                .orElseThrow();
        Map<String, Double> chains = alone.stream()
                .flatMap(result -> Stream.of(result.at("/claims")).flatMap(claims -> claims.valueStream()))
                .filter(claim -> !claim.at("/verdict")
                        .asString()
                        .toLowerCase(Locale.ROOT)
                        .startsWith("not"))
                .collect(Collectors.toMap(
                        claim -> claim.at("/test").asString().startsWith("IngressIT")
                                ? "ingresses"
                                : claim.at("/id").asString(),
                        claim -> claim.at("/seconds").asDouble(),
                        Double::sum));
        return start + chains.values().stream().max(Comparator.naturalOrder()).orElseThrow();
    }

    private static Map<String, List<String>> claimsByClass() {
        TestPlan plan = LauncherFactory.create()
                .discover(LauncherDiscoveryRequestBuilder.request()
                        .selectors(DiscoverySelectors.selectPackage("io.tutorproof.tutorial"))
                        .filters(ClassNameFilter.includeClassNamePatterns(".*IT"))
                        .build());
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .filter(TestIdentifier::isTest)
                .flatMap(test -> test.getSource().stream())
                .map(MethodSource.class::cast)
                .collect(Collectors.groupingBy(
                        source -> source.getJavaClass().getSimpleName(),
                        Collectors.mapping(
                                source -> source.getJavaMethod()
                                        .getAnnotation(Claim.class)
                                        .value(),
                                Collectors.toList())));
    }
}

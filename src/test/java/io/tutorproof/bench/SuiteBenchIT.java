package io.tutorproof.bench;

import io.tutorproof.cluster.Settings;
import io.tutorproof.harness.RunUnderTest;
import io.tutorproof.image.TutorialImage;
import io.tutorproof.junit.Claim;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import tools.jackson.databind.JsonNode;

/**
 * The suite beside the pattern of Testcontainers' documentation: a cluster for each test class, with the images loaded into
 * it, and one test after another. The tests, the start and the loading are the same, three nodes and evidence included.
 * Besides, the claims of one class are written as the pattern has it, on one node, which shows how fair that is. Ours run
 * between the others and around them, so that both have the same machine.
 */
@Tag("bench")
@Isolated
@Order(4)
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class SuiteBenchIT {
    private static final int ROUNDS = 3;
    private static final String PLAIN_CLASS =
            "12 claims about ReplicaSets: K3sContainer, save and import, Awaitility, 1 node";
    private static final String OURS_CLASS = "12 claims about ReplicaSets: tutorproof, 3 nodes";
    private static final String PLAIN = "all claims: a cluster for each class, one claim at a time";
    private static final String OURS = "all claims: tutorproof";
    private static final String BOUND = "bound: cluster start, images, the longest chain of claims that cannot overlap";

    @Test
    void the_suite_beside_a_cluster_for_each_class() throws IOException, InterruptedException {
        Map<String, List<String>> classes = claimsByClass();
        List<JsonNode> alone = new ArrayList<>();
        double plain = 0;
        int nth = 0;
        for (Map.Entry<String, List<String>> claims : classes.entrySet()) {
            if (nth++ % ((classes.size() + 2) / 3) == 0) {
                suite(nth);
            }
            Measured run = Measured.run(
                    "plain-" + claims.getKey(),
                    RunUnderTest.only(String.join(",", claims.getValue())),
                    Map.of("JAVA_TOOL_OPTIONS", "-Djunit.jupiter.execution.parallel.config.fixed.parallelism=1"));
            plain += run.seconds();
            alone.add(run.result());
        }
        Figures.ALL.add(PLAIN, "s", plain, "the sum of all waits");
        Figures.ALL.add(BOUND, "s", bound(alone), "");
        Figures.ALL.ratio("plainOverSuite", plain / Figures.ALL.median(OURS));
        Figures.ALL.ratio("suiteOverBound", Figures.ALL.median(OURS) / Figures.ALL.median(BOUND));
    }

    @Test
    void claims_of_one_class_beside_the_same_written_plainly() throws IOException, InterruptedException {
        Settings settings = Settings.load();
        List<TutorialImage> images = TheTutorial.images();
        for (int round = 0; round < ROUNDS; round++) {
            long begun = System.nanoTime();
            Set<String> claims;
            try (PlainReplicaSet plain = PlainReplicaSet.start(settings, images)) {
                plain.tryAll();
                claims = plain.claims();
            }
            Figures.ALL.add(PLAIN_CLASS, "s", (System.nanoTime() - begun) / 1e9, "the sum of all waits");
            Measured ours = Measured.run("class-" + round, RunUnderTest.only(String.join(",", claims)), Map.of());
            Figures.ALL.add(OURS_CLASS, "s", ours.seconds(), "cluster start, images, the longest claim");
        }
        Figures.ALL.ratio("plainClassOverOurs", Figures.ALL.median(PLAIN_CLASS) / Figures.ALL.median(OURS_CLASS));
    }

    private static void suite(int nth) throws IOException, InterruptedException {
        Measured run = Measured.run("suite-" + nth, Map.of(), Map.of());
        Figures.ALL.add(OURS, "s", run.seconds(), BOUND);
        GrowthBenchIT.add(
                run.result().at("/claims").size(),
                run.result().at("/cluster/nodes").size(),
                run);
    }

    /** Each claim as long as it took when it was tried alone; those about Ingresses take turns. */
    private static double bound(List<JsonNode> alone) {
        double start = alone.stream()
                .mapToDouble(result -> result.at("/cluster/startSeconds").asDouble()
                        + result.at("/cluster/imageLoadSeconds").asDouble())
                .min()
                .orElseThrow();
        Map<String, Double> chains = alone.stream()
                .flatMap(result -> result.at("/claims").valueStream())
                .filter(claim -> claim.at("/seconds").asDouble() > 0)
                .collect(Collectors.toMap(
                        claim -> claim.at("/test").asString().startsWith("IngressIT")
                                ? "Ingresses"
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
                        TreeMap::new,
                        Collectors.mapping(
                                source -> source.getJavaMethod()
                                        .getAnnotation(Claim.class)
                                        .value(),
                                Collectors.toList())));
    }
}

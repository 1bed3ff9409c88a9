package io.tutorproof.bench;

import static java.util.Comparator.reverseOrder;

import io.tutorproof.bench.plain.PlainSuite;
import io.tutorproof.harness.RunUnderTest;
import io.tutorproof.junit.Claim;
import io.tutorproof.junit.SharedNamespace;
import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import tools.jackson.databind.JsonNode;

/**
 * The suite beside the same claims written as Testcontainers' documentation has it (see {@code plain}). Ours runs before, amid
 * and after the other, and what bounds it after each run of it, so that all have the same machine.
 */
@Tag("bench")
@Isolated
@Order(4)
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class SuiteBenchIT {
    private static final String PLAIN =
            PlainSuite.claims().size() + " claims: K3sContainer, save and import, Awaitility, 1 node";
    private static final String OURS = "all claims: tutorproof, 3 nodes";
    private static final String BOUND = "bound: cluster start, images, the longest chain of claims that cannot overlap";
    private static final int LONGEST = 5;

    @Test
    void the_suite_beside_the_same_claims_written_plainly() throws IOException, InterruptedException {
        TheTutorial.images();
        List<Class<?>> classes = PlainSuite.classes();
        double plain = 0;
        for (int n = 0; n < classes.size(); n++) {
            if (n % (classes.size() / 2) == 0) {
                suiteAndBound(n);
            }
            plain += PlainSuite.run(classes.get(n));
        }
        suiteAndBound(classes.size());
        Figures.ALL.add(PLAIN, "s", plain, "the sum of all waits");
        Figures.ALL.ratio("plainOverSuite", plain / Figures.ALL.median(OURS));
        Figures.ALL.ratio("suiteOverBound", Figures.ALL.median(OURS) / Figures.ALL.median(BOUND));
    }

    private static void suiteAndBound(int nth) throws IOException, InterruptedException {
        JsonNode suite = suite(nth);
        Figures.ALL.add(BOUND, "s", bound(nth, suite), "");
    }

    private static JsonNode suite(int nth) throws IOException, InterruptedException {
        Measured run = Measured.run("suite-" + nth, Map.of(), Map.of());
        Figures.ALL.add(OURS, "s", run.seconds(), BOUND);
        GrowthBenchIT.add(
                run.result().at("/claims").size(),
                run.result().at("/cluster/nodes").size(),
                run);
        return run.result();
    }

    /** Of claims tried one at a time: those that have to take turns, and those that took longest in the suite. */
    private static double bound(int nth, JsonNode suite) throws IOException, InterruptedException {
        Map<String, String> chains = chains();
        Set<String> candidates = new LinkedHashSet<>(chains.keySet());
        suite.at("/claims")
                .valueStream()
                .sorted(Comparator.comparing(claim -> claim.at("/seconds").asDouble(), reverseOrder()))
                .limit(LONGEST)
                .forEach(claim -> candidates.add(claim.at("/id").asString()));
        JsonNode alone = Measured.run(
                        "alone-" + nth,
                        RunUnderTest.only(String.join(",", candidates)),
                        Map.of("JAVA_TOOL_OPTIONS", "-Djunit.jupiter.execution.parallel.config.fixed.parallelism=1"))
                .result();
        Map<String, List<Stretch>> tried = alone.at("/claims")
                .valueStream()
                .collect(Collectors.groupingBy(
                        claim -> chains.getOrDefault(
                                claim.at("/id").asString(), claim.at("/id").asString()),
                        Collectors.mapping(Stretch::of, Collectors.toList())));
        return alone.at("/cluster/startSeconds").asDouble()
                + alone.at("/cluster/imageLoadSeconds").asDouble()
                + tried.values().stream().mapToDouble(Stretch::covered).max().orElseThrow();
    }

    /** When a claim was tried. What several are judged by counts for each of them, but takes its time once. */
    private record Stretch(double from, double to) {
        static Stretch of(JsonNode claim) {
            double from = Instant.parse(claim.at("/begun").asString()).toEpochMilli() / 1000.0;
            return new Stretch(from, from + claim.at("/seconds").asDouble());
        }

        static double covered(List<Stretch> stretches) {
            double covered = 0;
            double end = 0;
            for (Stretch next : stretches.stream()
                    .sorted(Comparator.comparing(Stretch::from))
                    .toList()) {
                covered += Math.max(0, next.to() - Math.max(end, next.from()));
                end = Math.max(end, next.to());
            }
            return covered;
        }
    }

    /** The claims that take turns with others, each with what they take turns at. */
    private static Map<String, String> chains() {
        TestPlan plan = LauncherFactory.create()
                .discover(LauncherDiscoveryRequestBuilder.request()
                        .selectors(DiscoverySelectors.selectPackage("io.tutorproof.tutorial"))
                        .filters(ClassNameFilter.includeClassNamePatterns(".*IT"))
                        .build());
        Map<String, String> chains = new HashMap<>();
        plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .filter(TestIdentifier::isTest)
                .flatMap(test -> test.getSource().stream())
                .map(source -> ((MethodSource) source).getJavaMethod())
                .forEach(test -> {
                    String claim = test.getAnnotation(Claim.class).value();
                    Class<?> type = test.getDeclaringClass();
                    ResourceLock lock = test.getAnnotation(ResourceLock.class);
                    if (type.isAnnotationPresent(SharedNamespace.class) || takesTurns(test, type)) {
                        chains.put(claim, type.getSimpleName());
                    } else if (lock != null) {
                        chains.put(claim, lock.value());
                    }
                });
        return chains;
    }

    /** What a test says itself goes before what its class says. */
    private static boolean takesTurns(Method test, Class<?> type) {
        return Stream.of(test, type)
                .map(said -> said.getAnnotation(Execution.class))
                .filter(Objects::nonNull)
                .findFirst()
                .filter(execution -> execution.value() == ExecutionMode.SAME_THREAD)
                .isPresent();
    }
}

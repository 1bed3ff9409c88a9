package io.tutorproof.bench;

import io.tutorproof.claim.LedgerEntry;
import io.tutorproof.harness.RunUnderTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** Time and memory with more claims and with more nodes. That of all claims comes from the benchmark of the suite. */
@Tag("bench")
@Isolated
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class GrowthBenchIT {
    private static final int FEW = 10;

    @Test
    void more_claims_and_more_nodes() throws IOException, InterruptedException {
        for (int claims : new int[] {FEW, 2 * FEW, 4 * FEW}) {
            measure(claims, 3);
        }
        for (int nodes : new int[] {1, 5}) {
            measure(FEW, nodes);
        }
    }

    private static void measure(int claims, int nodes) throws IOException, InterruptedException {
        Map<String, String> settings = RunUnderTest.only(spread(claims));
        settings.put("nodes", String.valueOf(nodes));
        add(claims, nodes, Measured.run("growth-" + claims + "-" + nodes, settings, Map.of()));
    }

    /** Adds what a run of so many claims on so many nodes took. */
    static void add(int claims, int nodes, Measured run) {
        String name = "growth, %2d claims on %d %s: ".formatted(claims, nodes, nodes == 1 ? "node" : "nodes");
        Figures.ALL.add(name + "time", "s", run.seconds(), "cluster start, images, the longest of them");
        Figures.ALL.add(name + "memory of the JVM", "MiB", run.memory(), "what its classes take");
        Figures.ALL.add(
                name + "memory of the nodes", "MiB", run.memoryOfNodes(), "what Kubernetes takes with nothing to do");
    }

    /** So many claims, from all over the tutorial. */
    private static String spread(int claims) {
        List<String> all = TheTutorial.loaded().ledger().entries().stream()
                .map(LedgerEntry::id)
                .toList();
        return IntStream.range(0, claims)
                .mapToObj(n -> all.get(n * all.size() / claims))
                .collect(Collectors.joining(","));
    }
}

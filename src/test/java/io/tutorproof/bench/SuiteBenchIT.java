package io.tutorproof.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.harness.Command;
import io.tutorproof.harness.RunUnderTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** The same fifteen claims by tutorproof and by {@link BaselineIT}, from the start of the cluster to its end, turn by turn. */
@Tag("bench")
@Isolated
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class SuiteBenchIT {
    private static final int PAIRS = 5;
    private static final String OURS = "15 claims: tutorproof, 3 nodes";
    private static final String BASELINE = "15 claims: Testcontainers, fabric8 and Awaitility, 1 node";

    @Test
    void the_same_claims_beside_a_baseline() throws IOException, InterruptedException {
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            double baseline = Figures.secondsOf(SuiteBenchIT::baseline);
            Measured ours =
                    Measured.run("suite-" + pair, RunUnderTest.only(String.join(",", BaselineIT.CLAIMS)), Map.of());
            Figures.ALL.add(BASELINE, "s", baseline, "its waits, one after another");
            Figures.ALL.add(OURS, "s", ours.seconds(), "cluster start, images, the longest of them");
            Figures.ALL.add("15 claims: baseline over tutorproof", "", baseline / ours.seconds(), "");
            ratios.add(baseline / ours.seconds());
        }
        Figures.ALL.ratio(
                "baselineOverOurs",
                ratios.stream().sorted().skip(PAIRS / 2).findFirst().orElseThrow());
    }

    private static void baseline() {
        Command run = Command.java(
                Map.of(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djdk.httpclient.allowRestrictedHeaders=host", // the Ingress is asked for by a name that no DNS knows
                "org.junit.platform.console.ConsoleLauncher",
                "execute",
                "--disable-banner",
                "--details=tree",
                "--config=junit.jupiter.execution.parallel.enabled=false",
                "--select-class=" + BaselineIT.class.getName());
        assertThat(run.exitCode()).as(run.output()).isZero();
    }
}

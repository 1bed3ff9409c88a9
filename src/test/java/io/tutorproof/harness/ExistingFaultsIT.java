package io.tutorproof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults of a cluster that was there before, one after another in the same one. */
@Tag("harness")
@Execution(ExecutionMode.SAME_THREAD)
class ExistingFaultsIT {
    private static final Path DIRECTORY =
            Path.of("target", "harness", "existing-faults").toAbsolutePath();
    private static K3dCluster cluster;

    @BeforeAll
    static void createIt() throws IOException {
        Command.must("rm", "-rf", DIRECTORY.toString());
        Files.createDirectories(DIRECTORY);
        cluster = K3dCluster.create("-faults", DIRECTORY);
    }

    @AfterAll
    static void deleteIt() {
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_fault_gives_no_verdict_that_was_not_earned(ExistingFault fault) throws Exception {
        String name = "existing-" + fault.name().toLowerCase(Locale.ROOT);
        Path directory = Files.createDirectories(DIRECTORY.resolve(name));
        Launch usual = cluster.launch(name, cluster.settings(fault.claim()));
        try (AutoCloseable made = fault.before(cluster);
                RunUnderTest run = RunUnderTest.start(fault.launch(usual, cluster, directory))) {
            assertThat(made).isNotNull();
            fault.strike(run, cluster);
            double seconds = run.ends().toMillis() / 1000.0;
            FaultsTable.Row seen = FaultsTable.add(fault.what(), fault.wanted(), fault.claim(), run, seconds);
            assertThat(seen.seen())
                    .as("%s; it printed: %s", seen, run.printed())
                    .isEqualTo(fault.wanted());
            assertThat(run.printed() + seen.reason()).contains(fault.told()).doesNotContain("\tat ");
            assertThat(run.exitCode()).as(run.printed()).isEqualTo(fault.code());
            assertThat(seen.leftBehind()).as("left behind").isEmpty();
        }
        // One that a fault has kept from going goes with the fault.
        Awaitility.await("no namespace of it")
                .atMost(Duration.ofMinutes(1))
                .until(() -> !cluster.namespaces().contains("tutorproof"));
    }
}

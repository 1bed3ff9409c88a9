package io.tutorproof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults under a running verification: never a verdict that was not earned, never a hang, nothing left behind. */
@Tag("harness")
class FaultsIT {
    @ParameterizedTest
    @EnumSource
    void a_fault_gives_no_verdict_that_was_not_earned(Fault fault) throws IOException, InterruptedException {
        String name = fault.name().toLowerCase(Locale.ROOT);
        try (RunUnderTest run = RunUnderTest.start(
                new Launch(name, fault.settings(), fault.environment(), fault.within(), List.of(), ""))) {
            fault.strike(run);
            double seconds = run.ends().toMillis() / 1000.0;
            if (fault.leavesItToTheNext()) {
                assertThat(run.leftBehind())
                        .as("what a killed run cannot remove")
                        .isNotEmpty();
                theNextRun(name);
            }
            FaultsTable.Row seen = FaultsTable.add(fault.what(), fault.wanted(), fault.claim(), run, seconds);
            assertThat(seen.seen())
                    .as("%s; it printed: %s", seen, run.printed())
                    .isEqualTo(fault.wanted());
            assertThat(seen.leftBehind()).as("left behind").isEmpty();
            assertThat(run.exitCode() == 0)
                    .as("green")
                    .isEqualTo(List.of("holds", "caveat").contains(fault.wanted()));
        }
    }

    /** Sweeps before it finds that it has no image to start nodes from. */
    private static void theNextRun(String name) throws IOException, InterruptedException {
        Map<String, String> settings = RunUnderTest.only("rs-keeps-count");
        settings.put("cluster.image", "tutorproof/none:none");
        try (RunUnderTest next = RunUnderTest.start(name + "-next", settings, Map.of())) {
            next.ends();
        }
    }

    @AfterAll
    static void stopTheEngine() throws IOException {
        OwnEngine.stop();
    }
}

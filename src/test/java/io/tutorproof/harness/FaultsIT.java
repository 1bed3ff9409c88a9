package io.tutorproof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Faults under a running verification: never a verdict that was not earned, never a hang, nothing left behind. */
@Tag("harness")
class FaultsIT {
    private static final Path RESULT = Path.of("target", "tutorproof", "faults.json");
    private static final Map<Fault, Seen> TABLE = new ConcurrentSkipListMap<>();

    /** A row of the table; {@code seconds} are from the fault to the run's end. */
    record Seen(
            String fault,
            String claim,
            String wanted,
            String seen,
            String reason,
            double seconds,
            List<String> leftBehind) {}

    @ParameterizedTest
    @EnumSource
    void a_fault_gives_no_verdict_that_was_not_earned(Fault fault) throws IOException, InterruptedException {
        String name = fault.name().toLowerCase(Locale.ROOT);
        try (RunUnderTest run = RunUnderTest.start(name, fault.settings(), fault.environment(), fault.within())) {
            fault.strike(run);
            double seconds = run.ends().toMillis() / 1000.0;
            if (fault.leavesItToTheNext()) {
                assertThat(run.leftBehind())
                        .as("what a killed run cannot remove")
                        .isNotEmpty();
                theNextRun(name);
            }
            Optional<JsonNode> claim = run.claim(fault.claim());
            Seen seen = new Seen(
                    fault.what(),
                    fault.claim(),
                    fault.wanted(),
                    claim.map(found -> found.at("/verdict").asString()).orElse("none"),
                    claim.map(found -> found.at("/reason").asString()).orElse(""),
                    seconds,
                    run.leftBehind());
            TABLE.put(fault, seen);
            assertThat(seen.seen())
                    .as("%s; it printed: %s", seen, run.printed())
                    .isEqualTo(fault.wanted());
            assertThat(seen.leftBehind()).as("left behind").isEmpty();
            assertThat(run.exitCode() == 0).as("green").isEqualTo(fault.wanted().equals("holds"));
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
    static void writeTheTable() throws IOException {
        OwnEngine.stop();
        Files.createDirectories(RESULT.getParent());
        Files.writeString(
                RESULT, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(TABLE.values()));
        StringBuilder table =
                new StringBuilder("| fault | wanted | seen | seconds to end | left behind |\n|---|---|---|---|---|\n");
        TABLE.values()
                .forEach(seen -> table.append("| %s | %s | %s | %.1f | %d |%n"
                        .formatted(
                                seen.fault(),
                                seen.wanted(),
                                seen.seen(),
                                seen.seconds(),
                                seen.leftBehind().size())));
        Files.writeString(RESULT.resolveSibling("faults.md"), table.toString());
    }
}

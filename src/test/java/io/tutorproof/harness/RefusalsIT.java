package io.tutorproof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot work is said in a line, soon, before a cluster is started for nothing. */
@Tag("harness")
@Tag("part")
class RefusalsIT {
    @TempDir
    private static Path directory = Path.of("");

    static Stream<Refusal> refusals() throws IOException {
        return Refusal.all(directory).stream();
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void it_is_said_at_once(Refusal refusal) throws IOException, InterruptedException {
        try (RunUnderTest run = RunUnderTest.start(refusal.launch())) {
            double seconds = run.ends().toMillis() / 1000.0;
            String printed = run.printed();
            List<String> lines = printed.lines()
                    .filter(line -> line.startsWith("tutorproof: cannot verify anything: "))
                    .toList();
            assertThat(lines).as(printed).hasSize(1);
            assertThat(lines.get(0)).contains(refusal.told());
            assertThat(printed).as("no stack trace").doesNotContain("\tat ");
            assertThat(run.exitCode()).as(printed).isEqualTo(refusal.code());
            assertThat(run.leftBehind()).as("left behind").isEmpty();
            String wanted = "exit code " + refusal.code();
            FaultsTable.add(new FaultsTable.Row(
                    refusal.what(), wanted, "exit code " + run.exitCode(), lines.get(0), seconds, run.leftBehind()));
        }
    }
}

package io.tutorproof.report;

import static io.tutorproof.report.Results.claim;
import static io.tutorproof.report.Results.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private static final ClaimResult REFUTED = claim("a-claim", Verdict.REFUTED, "wanted 3, saw 2\nmore");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void in_a_log_there_are_whole_lines_only() {
        Console console = new Console(out, LiveLine.none(out));
        console.expect(2);
        console.begin("a-claim");
        console.tell(REFUTED);
        console.close(run(REFUTED), Path.of("index.html"));

        assertThat(printed())
                .startsWith("tutorproof: refuted      a-claim ")
                .contains("1.3 s  wanted 3, saw 2 more\n", "  refuted      It runs.\n")
                .endsWith(
                        "0 holds, 0 caveat, 0 erratum, 1 refuted, 0 inconclusive, 0 not-checked, of 1 claims in 61.5 s;"
                                + " the report is in index.html\n")
                .doesNotContain("\r", "\u001b");
    }

    @Test
    void in_a_log_ten_seconds_of_silence_are_broken() {
        LiveLine log = LiveLine.none(out);
        Console console = new Console(out, log);
        console.say("cluster starting: 3 nodes");
        long said = System.nanoTime();

        log.breakSilence(said + 9_000_000_000L);
        assertThat(printed()).isEqualTo("tutorproof: cluster starting: 3 nodes\n");
        log.breakSilence(said + 11_000_000_000L);
        log.breakSilence(said + 12_000_000_000L);
        assertThat(printed()).endsWith("nodes\ntutorproof: 11 s, cluster starting: 3 nodes\n");
        console.expect(2);
        console.begin("a-claim");
        log.breakSilence(said + 22_000_000_000L);
        assertThat(printed()).endsWith("tutorproof: 22 s, 0 of 2 claims, now 1: a-claim\n");
    }

    @Test
    void claims_that_were_not_asked_for_are_counted_and_not_listed() {
        ClaimResult tried = claim("a-claim", Verdict.NOT_CHECKED, "it needs three nodes");
        ClaimResult left = new ClaimResult(
                "b-claim",
                tried.section(),
                tried.statement(),
                tried.expected(),
                Verdict.NOT_CHECKED,
                "not selected",
                tried.begun(),
                0,
                "",
                List.of(),
                null);
        new Console(out, LiveLine.none(out)).close(run(tried, left), Path.of("index.html"));

        assertThat(printed().lines().filter(line -> line.startsWith("  "))).containsExactly("  not-checked  It runs.");
        assertThat(printed()).contains(", 2 not-checked, of 2 claims ");
    }

    @Test
    void on_a_terminal_the_last_line_says_how_far_the_run_is() {
        Console console = new Console(out, LiveLine.on(out, "60"));
        console.say("cluster starting");
        console.expect(77);
        console.begin("rs-heals");
        console.begin("a-claim");
        assertThat(onScreen())
                .containsExactly("tutorproof: cluster starting", "0 s, 0 of 77 claims, now 2: rs-heals, a-claim");

        console.tell(REFUTED);

        assertThat(onScreen()).last().isEqualTo("0 s, 1 of 77 claims, now 1: rs-heals");
        assertThat(onScreen().get(1))
                .startsWith("tutorproof: refuted      a-claim ")
                .doesNotContain("now");
        console.begin("a-claim-with-a-name-that-is-as-long-as-anybody-would-make-it");
        assertThat(onScreen()).last().asString().hasSize(59).endsWith("...");
        console.close(run(REFUTED), Path.of("index.html"));
        assertThat(onScreen()).last().asString().startsWith("tutorproof: 0 holds");
        assertThat(printed()).doesNotContain("\u001b");
    }

    /** What a terminal shows, which begins a line anew at each carriage return. */
    private List<String> onScreen() {
        return Arrays.stream(printed().split("\n", -1))
                .map(ConsoleTest::overwritten)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String overwritten(String line) {
        StringBuilder screen = new StringBuilder();
        for (String part : line.split("\r", -1)) {
            screen.replace(0, Math.min(part.length(), screen.length()), part);
        }
        return screen.toString().stripTrailing();
    }

    @Test
    void mutants_are_killed_or_have_survived() {
        Console console = new Console(out, LiveLine.none(out));
        console.tell(new MutantResult("a-claim", "so", MutantResult.Fate.KILLED, Verdict.REFUTED, "saw it", 1));
        console.tell(new MutantResult("b-claim", "is", MutantResult.Fate.SURVIVED, Verdict.HOLDS, "it passed", 1));

        assertThat(printed())
                .matches("(?s)tutorproof: killed       a-claim +1\\.0 s  so\n.*")
                .endsWith("1.0 s  is: holds: it passed\n");
    }

    @Test
    void a_terminal_that_is_none_does_not_matter() {
        assertThat(LiveLine.terminal("/no/such/terminal")).isNull();
        Console.open(Map.of("TUTORPROOF_TERMINAL", "/no/such/terminal")).close();
    }

    @Test
    void secrets_are_not_said() {
        new Console(out, LiveLine.none(out)).say("Bearer abcdefghijklmnopqrst");

        assertThat(printed()).isEqualTo("tutorproof: Bearer [removed]\n");
    }
}

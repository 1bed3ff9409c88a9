package io.tutorproof.report;

import static io.tutorproof.report.Results.claim;
import static io.tutorproof.report.Results.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryMarkdownTest {
    @Test
    void it_names_what_failed_and_what_to_correct() {
        String summary = SummaryMarkdown.of(run(
                claim("good", Verdict.HOLDS, null),
                claim("wrong", Verdict.ERRATUM, "It stays."),
                claim("bad", Verdict.REFUTED, "wanted 3, saw 2")));

        assertThat(summary)
                .startsWith("## tutorproof: 1 of 3 claims hold\n")
                .contains("| \u2717 refuted | 1 |")
                .contains("### Not proved\n\n- **It runs.** (`bad`)<br>wanted 3, saw 2\n")
                .contains(
                        "### What to correct in the tutorial\n\n- **It runs.** (`wrong`)<br>It stays.<br>Correction: Say so.\n")
                .contains("Kubernetes v1.36.4+k3s1, 2 nodes of rancher/k3s:v1.36.4-k3s1, 61.5 s.");
    }

    @Test
    void what_a_cluster_printed_is_text_and_no_markup() {
        String summary =
                SummaryMarkdown.of(run(claim("bad", Verdict.REFUTED, "<img src=x> | a\n# b [c](d) `e` \\| f")));

        assertThat(summary)
                .contains("&lt;img src=x&gt; \\| a \\# b \\[c\\](d) \\`e\\` \\\\\\| f")
                .doesNotContain("<img");
    }

    @Test
    void nothing_verified_is_said() {
        assertThat(SummaryMarkdown.of(run())).contains("**Nothing was verified");
    }

    @Test
    void it_never_is_too_long_for_github() {
        ClaimResult[] many = IntStream.range(0, 4000)
                .mapToObj(i -> claim("c" + i, Verdict.REFUTED, "\u20ac".repeat(1000)))
                .toArray(ClaimResult[]::new);

        String summary = SummaryMarkdown.of(run(many));

        assertThat(summary.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1024 * 1024);
        assertThat(summary).endsWith("*Cut here: claims.json has all of it.*\n");
    }

    @Test
    void it_is_appended_to_the_file_that_github_names(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("step"), "before\n");

        Report.tellGitHub(run(claim("good", Verdict.HOLDS, null)), file.toString());
        Report.tellGitHub(run(), "");

        assertThat(Files.readString(file)).startsWith("before\n## tutorproof: 1 of 1 claims hold");
    }

    @Test
    void the_badge_is_one_line() {
        assertThat(Badge.of(run(claim("good", Verdict.HOLDS, null), claim("wrong", Verdict.ERRATUM, "so"))))
                .isEqualTo(
                        "{\"schemaVersion\":1,\"label\":\"tutorproof\",\"message\":\"holds 1/2\",\"color\":\"green\"}\n");
        assertThat(Badge.of(run())).contains("holds 0/0", "red");
    }
}

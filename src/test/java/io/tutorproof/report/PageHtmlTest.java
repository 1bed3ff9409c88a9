package io.tutorproof.report;

import static io.tutorproof.report.Results.claim;
import static io.tutorproof.report.Results.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Evidence;
import io.tutorproof.claim.Phase;
import io.tutorproof.claim.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Collectors;
import nu.validator.client.EmbeddedValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.xml.sax.SAXException;

class PageHtmlTest {
    private static final String HOSTILE =
            "</pre></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>${7*7}&lt;";

    private static RunResult hostile() {
        return new RunResult(
                Results.BEGUN,
                61.5,
                Results.cluster(),
                List.of(claim("a-claim", Verdict.REFUTED, HOSTILE, Results.everyEvidence(HOSTILE))),
                Map.of("a-claim", Results.everyObject(HOSTILE)));
    }

    @Test
    void the_page_is_valid_html() throws IOException, SAXException {
        assertThat(problems(PageHtml.render(Results.recorded()))).isEmpty();
        assertThat(problems(PageHtml.render(hostile()))).isEmpty();
        assertThat(problems(PageHtml.render(new RunResult(Results.BEGUN, 1, null, List.of(), Map.of()))))
                .isEmpty();
        assertThat(problems("<!DOCTYPE html><title>x</title><p><div></div></p>"))
                .isNotEmpty();
    }

    /** What the Nu checker, which is the W3C's, says of a page. */
    static String problems(String html) throws IOException, SAXException {
        EmbeddedValidator checker = new EmbeddedValidator();
        checker.setOutputFormat(EmbeddedValidator.OutputFormat.GNU);
        checker.setNoLangDetect(true);
        String said = checker.validate(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
        // It does not compare the hashes of the security policy with what they allow; a browser does.
        return said.lines()
                .filter(line -> !line.contains("violates Content Security Policy"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void nothing_from_a_cluster_is_markup() {
        String html = PageHtml.render(hostile());

        assertThat(html).doesNotContain("<script>alert", "<img", "<svg onload");
        assertThat(html).contains("&lt;/pre&gt;&lt;/script&gt;&lt;script&gt;alert(1)", "${7*7}&amp;lt;");
    }

    @Test
    @ResourceLock(Resources.LOCALE)
    @ResourceLock(Resources.TIME_ZONE)
    void the_same_result_gives_the_same_page_everywhere() {
        String here = PageHtml.render(Results.recorded());
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));

            assertThat(PageHtml.render(Results.recorded())).isEqualTo(here);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void a_result_without_claims_says_so_and_is_not_good() {
        assertThat(PageHtml.render(run()))
                .contains("Nothing was verified: this result has no claims.", "class=\"answer bad\"")
                .doesNotContain("class=\"answer good\"");
    }

    @Test
    void long_outputs_are_cut_with_their_length_said() {
        String output = "x".repeat(Cut.LONGEST + 5);
        ClaimResult claim = claim(
                "a-claim",
                Verdict.HOLDS,
                null,
                new Evidence.Command(Phase.READER, Results.BEGUN, "kubectl get x", 0, output, 1));

        assertThat(PageHtml.render(run(claim)))
                .doesNotContain(output)
                .contains("cut here: " + (Cut.LONGEST + 5) + " characters in all");
    }

    @Test
    void half_a_character_and_characters_that_cannot_be_seen_do_no_harm(@TempDir Path directory) throws IOException {
        String output = "x".repeat(Cut.LONGEST - 1) + "\ud83d\ude00 more";
        ClaimResult claim = claim(
                "a-claim",
                Verdict.REFUTED,
                "\ud83d \u001b[31m \u202e \u0000",
                new Evidence.Command(Phase.READER, Results.BEGUN, "kubectl get x", 0, output, 1));

        Report.write(run(claim), directory);

        assertThat(Files.readString(directory.resolve("index.html")))
                .contains("\u241b[31m", "\ufffd", "\u2400")
                .doesNotContain("\u001b", "\u202e", "\u0000");
    }

    @Test
    void secrets_of_a_foreign_result_do_not_come_into_its_page(@TempDir Path directory) throws IOException {
        String key = "-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----";

        Report.write(run(claim("a-claim", Verdict.REFUTED, key)), directory);

        try (var files = Files.list(directory)) {
            assertThat(files)
                    .hasSize(4)
                    .allSatisfy(file -> assertThat(file).content().doesNotContain("MIIabc"));
        }
    }

    @Test
    void a_report_is_written_whole_or_not_at_all(@TempDir Path directory) throws IOException {
        Path made = directory.resolve("made/here");
        Report.write(Results.recorded(), made);

        try (var files = Files.list(made)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("claims.json", "index.html", "summary.md", "badge.json");
        }
        assertThat(Files.readString(made.resolve("index.html"))).isEqualTo(PageHtml.render(Results.recorded()));
        Report.remove(made);
        try (var files = Files.list(made)) {
            assertThat(files).isEmpty();
        }
    }
}

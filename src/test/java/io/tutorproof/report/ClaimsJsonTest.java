package io.tutorproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Evidence;
import io.tutorproof.claim.Expectation;
import io.tutorproof.claim.LedgerEntry;
import io.tutorproof.claim.Text;
import io.tutorproof.claim.Verdict;
import io.tutorproof.report.RunResult.ClusterFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ClaimsJsonTest {
    private static final Expectation EXPECTED =
            new Expectation(Verdict.CAVEAT, new Text("Not all.", "No todo."), new Text("Say so.", "Decirlo."));
    private static final LedgerEntry CLAIM =
            new LedgerEntry("a-claim", "Pods", new Text("It runs.", "Funciona."), EXPECTED, new TreeMap<>());

    private static RunResult run(Verdict verdict, @Nullable String reason) {
        List<Evidence> evidence = List.of(
                new Evidence.Command("kubectl get pods", 0, "NAME\n", 0.2),
                new Evidence.Fact("pods", "3", "3"),
                new Evidence.Response("http://127.0.0.1:1/", 200, "<p>"),
                new Evidence.Window("nothing", 5, "canary"));
        return new RunResult(
                Instant.parse("2026-01-02T03:04:05Z"),
                Duration.ofMillis(1500),
                new ClusterFacts(
                        "v1.36.4+k3s1", "rancher/k3s:v1.36.4-k3s1", 3, Duration.ofSeconds(9), Duration.ofSeconds(4)),
                List.of(new ClaimResult(CLAIM, EXPECTED, verdict, reason, 1.25, "SomeIT.it_runs", evidence)));
    }

    @Test
    void the_file_has_everything(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("made/claims.json");
        ClaimsJson.write(run(Verdict.NOT_CHECKED, "no registry"), file);

        JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(json.at("/schema").asInt()).isEqualTo(1);
        assertThat(json.at("/started").asString()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(json.at("/seconds").asDouble()).isEqualTo(1.5);
        assertThat(json.at("/cluster").toString())
                .isEqualTo("{\"kubernetes\":\"v1.36.4+k3s1\",\"image\":\"rancher/k3s:v1.36.4-k3s1\",\"nodes\":3,"
                        + "\"startSeconds\":9.0,\"imageLoadSeconds\":4.0}");
        assertThat(json.at("/summary").toString())
                .isEqualTo(
                        "{\"holds\":0,\"caveat\":0,\"erratum\":0,\"refuted\":0,\"inconclusive\":0,\"notChecked\":1,\"total\":1}");
        JsonNode claim = json.at("/claims/0");
        assertThat(claim.at("/id").asString()).isEqualTo("a-claim");
        assertThat(claim.at("/statement/es").asString()).isEqualTo("Funciona.");
        assertThat(claim.at("/expected/verdict").asString()).isEqualTo("caveat");
        assertThat(claim.at("/expected/correction/es").asString()).isEqualTo("Decirlo.");
        assertThat(claim.at("/verdict").asString()).isEqualTo("not-checked");
        assertThat(claim.at("/reason").asString()).isEqualTo("no registry");
        assertThat(claim.at("/evidence/0/command").asString()).isEqualTo("kubectl get pods");
        assertThat(claim.at("/evidence/3/fence").asString()).isEqualTo("canary");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_run_is_good_only_when_something_was_checked_and_nothing_failed() {
        assertThat(run(Verdict.HOLDS, null).isGood()).isTrue();
        assertThat(run(Verdict.ERRATUM, "so").isGood()).isTrue();
        assertThat(run(Verdict.REFUTED, "so").isGood()).isFalse();
        assertThat(run(Verdict.INCONCLUSIVE, "so").isGood()).isFalse();
        assertThat(run(Verdict.NOT_CHECKED, "so").isGood()).isFalse();
    }

    @Test
    void the_console_says_why_a_claim_failed_and_counts_at_the_end() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Console console = new Console(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        RunResult result = run(Verdict.REFUTED, "wanted 3, saw 2\nmore");

        console.tell(result.claims().get(0));
        console.close(result, Path.of("claims.json"));

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains(
                        "tutorproof: refuted      a-claim",
                        "1.3 s  wanted 3, saw 2 more\n",
                        "  refuted      It runs.\n")
                .contains(
                        "0 holds, 0 caveat, 0 erratum, 1 refuted, 0 inconclusive, 0 not-checked, of 1 claims in 1.5 s");
    }
}

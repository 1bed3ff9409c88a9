package io.tutorproof.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Expectation;
import io.tutorproof.claim.LedgerEntry;
import io.tutorproof.claim.Text;
import io.tutorproof.claim.Verdict;
import io.tutorproof.report.RunResult;
import io.tutorproof.tutorial.KubernetesTutorial;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MutantsTellingTest {
    private static final Expectation HOLDS = new Expectation(Verdict.HOLDS, null, null);
    private static final MutantsTelling TELLING = new MutantsTelling(new Falsehoods(
            Map.of("a-claim", new Falsehood("a-claim", "it is not so", Map.of(), List.of(), List.of(), "a thing")),
            Map.of()));

    private static String failure(Verdict verdict, @Nullable String reason) {
        ClaimResult claim = new ClaimResult(
                "a-claim",
                "Pods",
                new Text("It.", "Eso."),
                HOLDS,
                verdict,
                reason,
                Instant.EPOCH,
                1,
                "T.t",
                List.of(),
                null);
        return TELLING.failure(new RunResult(Instant.EPOCH, 1, null, List.of(claim), Map.of()));
    }

    @Test
    void only_a_refutation_that_names_the_thing_kills() {
        assertThat(failure(Verdict.REFUTED, "wanted another, saw a thing")).isEmpty();
        assertThat(failure(Verdict.REFUTED, "waited 30 s")).contains("not refuted for what it is");
        assertThat(failure(Verdict.HOLDS, null)).isNotEmpty();
        assertThat(failure(Verdict.INCONCLUSIVE, "a thing broke")).isNotEmpty();
        assertThat(failure(Verdict.NOT_CHECKED, "a thing")).isNotEmpty();
    }

    @Test
    void what_a_survivor_really_ended_with_is_told() {
        assertThat(Verdicts.of(HOLDS, new MutantSurvived("its test passed", null), Optional.empty()))
                .isEqualTo(new Verdicts(Verdict.HOLDS, "its test passed"));
        assertThat(Verdicts.of(HOLDS, new MutantSurvived("no", new AssertionError("waited")), Optional.empty()))
                .isEqualTo(new Verdicts(Verdict.REFUTED, "waited"));
    }

    @Test
    void every_claim_of_the_tutorial_has_a_falsehood_or_a_reason_why_not() {
        Falsehoods falsehoods = Falsehoods.read(Path.of("src/test/resources/falsehoods.yaml"));

        assertThat(Stream.concat(falsehoods.byClaim().keySet().stream(), falsehoods.without().keySet().stream()))
                .containsExactlyInAnyOrderElementsOf(new KubernetesTutorial()
                        .ledger().entries().stream().map(LedgerEntry::id).toList());
        assertThat(falsehoods.without()).containsOnlyKeys("cluster-all-nodeports", "image-login-push");
    }
}

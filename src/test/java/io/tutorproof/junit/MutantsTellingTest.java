package io.tutorproof.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Expectation;
import io.tutorproof.claim.LedgerEntry;
import io.tutorproof.claim.Text;
import io.tutorproof.claim.Verdict;
import io.tutorproof.report.Console;
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
    private static final Mutant MUTANT = MutantTest.mutant(Map.of());

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
        MutantsTelling telling = new MutantsTelling(new Mutants(Map.of("a-claim", List.of(MUTANT)), Map.of()));
        try (Console console = Console.open(Map.of())) {
            telling.tell(console, claim, Optional.of(MUTANT));
        }
        return telling.failure(new RunResult(Instant.EPOCH, 1, null, List.of(claim), Map.of()));
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
    void every_claim_of_the_tutorial_has_a_mutant_or_a_reason_why_not() {
        Mutants mutants = Mutants.read(Path.of("src/test/resources/mutants.yaml"));

        assertThat(Stream.concat(mutants.byClaim().keySet().stream(), mutants.without().keySet().stream()))
                .containsExactlyInAnyOrderElementsOf(new KubernetesTutorial()
                        .ledger().entries().stream().map(LedgerEntry::id).toList());
        assertThat(mutants.byClaim().values()).noneMatch(List::isEmpty);
        assertThat(mutants.without()).containsOnlyKeys("cluster-all-nodeports", "image-login-push");
    }
}

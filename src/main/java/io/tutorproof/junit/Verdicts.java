package io.tutorproof.junit;

import io.tutorproof.claim.Expectation;
import io.tutorproof.claim.Text;
import io.tutorproof.claim.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * From how a test ended to a verdict. Only a failed assertion refutes a claim: any other problem says nothing
 * about it, and so does an assertion that failed on a cluster in trouble.
 */
record Verdicts(Verdict verdict, @Nullable String reason) {

    static Verdicts of(Expectation expected, @Nullable Throwable problem, Optional<String> trouble) {
        if (problem == null) {
            Text reason = expected.reason();
            return new Verdicts(expected.verdict(), reason == null ? null : reason.en());
        }
        if (problem instanceof MutantSurvived survived) {
            return survived.verdict(expected);
        }
        if (problem instanceof TestAbortedException) {
            return new Verdicts(Verdict.NOT_CHECKED, String.valueOf(problem.getMessage()));
        }
        if (problem instanceof AssertionError) {
            return trouble.map(cause ->
                            new Verdicts(Verdict.INCONCLUSIVE, cause + "; the test said: " + problem.getMessage()))
                    .orElseGet(() -> new Verdicts(Verdict.REFUTED, String.valueOf(problem.getMessage())));
        }
        return new Verdicts(Verdict.INCONCLUSIVE, problem.getClass().getSimpleName() + ": " + problem.getMessage());
    }
}

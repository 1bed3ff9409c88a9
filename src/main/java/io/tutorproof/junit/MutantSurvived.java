package io.tutorproof.junit;

import io.tutorproof.claim.Expectation;
import io.tutorproof.claim.Verdict;
import org.jspecify.annotations.Nullable;

/** A claim's test did not see that the claim had been made false, or did not say what is wrong. */
final class MutantSurvived extends RuntimeException {
    private static final long serialVersionUID = 1;

    MutantSurvived(String message, @Nullable AssertionError refutation) {
        super(message, refutation);
    }

    /** What the test really ended with. */
    Verdicts verdict(Expectation expected) {
        return getCause() == null
                ? new Verdicts(expected.verdict(), String.valueOf(getMessage()))
                : new Verdicts(Verdict.REFUTED, String.valueOf(getCause().getMessage()));
    }
}

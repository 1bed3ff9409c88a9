package io.tutorproof.claim;

import org.jspecify.annotations.Nullable;

/**
 * What a claim ends with when its test passes.
 *
 * @param verdict holds, caveat or erratum
 * @param reason under which condition it is true, or what really happens; absent when it holds
 * @param correction what a correct text would say; absent when it holds
 */
public record Expectation(
        Verdict verdict, @Nullable Text reason, @Nullable Text correction) {
    public Expectation {
        if (verdict != Verdict.HOLDS && verdict != Verdict.CAVEAT && verdict != Verdict.ERRATUM) {
            throw new IllegalArgumentException("no claim is expected to be " + verdict.id());
        }
        boolean needsWords = verdict != Verdict.HOLDS;
        if (needsWords != (reason != null) || needsWords != (correction != null)) {
            throw new IllegalArgumentException(
                    "a caveat or an erratum needs a reason and a correction," + " and a claim that holds has neither");
        }
    }
}

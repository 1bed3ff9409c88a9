package io.tutorproof.claim;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about one claim.
 *
 * @param section the tutorial's heading under which the claim stands
 * @param expected what it would end with if its test passes, on the version it was tried on
 * @param reason why the verdict is not plainly "holds"; null when it is
 * @param begun when its test began, or before that what it is judged by, where that was done for an earlier claim too
 * @param seconds how long it took from then on, with preparing and tidying up
 * @param test the test's class and method; empty when none ran
 * @param diagnosis where to look when the claim is refuted or inconclusive; null otherwise
 */
public record ClaimResult(
        String id,
        String section,
        Text statement,
        Expectation expected,
        Verdict verdict,
        @Nullable String reason,
        Instant begun,
        double seconds,
        String test,
        List<Evidence> evidence,
        @Nullable Diagnosis diagnosis) {
    public ClaimResult {
        LedgerEntry.requireId(id);
        evidence = List.copyOf(evidence);
    }

    /** The result of a claim of a ledger. */
    public static ClaimResult of(
            LedgerEntry claim,
            Expectation expected,
            Verdict verdict,
            @Nullable String reason,
            Instant begun,
            double seconds,
            String test,
            List<Evidence> evidence,
            @Nullable Diagnosis diagnosis) {
        return new ClaimResult(
                claim.id(),
                claim.section(),
                claim.statement(),
                expected,
                verdict,
                reason,
                begun,
                seconds,
                test,
                evidence,
                diagnosis);
    }
}

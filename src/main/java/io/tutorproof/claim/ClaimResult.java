package io.tutorproof.claim;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about one claim.
 *
 * @param expected what it would end with if its test passes, on the version it was tried on
 * @param reason why the verdict is not plainly "holds"; null when it is
 * @param seconds how long its test took, with preparing and tidying up
 * @param test the test's class and method
 */
public record ClaimResult(
        LedgerEntry claim,
        Expectation expected,
        Verdict verdict,
        @Nullable String reason,
        double seconds,
        String test,
        List<Evidence> evidence) {
    public ClaimResult {
        evidence = List.copyOf(evidence);
    }
}

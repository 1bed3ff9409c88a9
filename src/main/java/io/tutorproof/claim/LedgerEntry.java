package io.tutorproof.claim;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One claim of the tutorial, as the ledger lists it.
 *
 * @param id lower-case words with hyphens, unique in the ledger
 * @param section the tutorial's heading under which the claim stands
 * @param statement the claim, in our own words
 * @param expected what the claim ends with when its test passes: holds, caveat or erratum
 * @param reason why it is a caveat or an erratum; absent when it holds
 */
public record LedgerEntry(
        String id,
        String section,
        Text statement,
        Verdict expected,
        @Nullable Text reason) {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public LedgerEntry {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("'" + id + "' is no claim id: lower-case words with hyphens");
        }
        if (expected != Verdict.HOLDS && expected != Verdict.CAVEAT && expected != Verdict.ERRATUM) {
            throw new IllegalArgumentException("no claim is expected to be " + expected.id());
        }
        if ((expected == Verdict.HOLDS) != (reason == null)) {
            throw new IllegalArgumentException(
                    "a caveat or an erratum needs a reason, and a claim that holds has none");
        }
    }
}

package io.tutorproof.claim;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One claim of the tutorial, as the ledger lists it.
 *
 * @param id lower-case words with hyphens, at most 43 characters, unique in the ledger
 * @param section the tutorial's heading under which the claim stands
 * @param statement the claim, in our own words
 * @param expected what the claim ends with when its test passes
 * @param passages where in that section it stands; none when it is not in the tutorial's text
 * @param since what it ends with instead from certain versions on, earlier versions first
 */
public record LedgerEntry(
        String id, String section, Text statement, Expectation expected, List<Passage> passages, List<Change> since) {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** A namespace is named after it, with up to 20 characters more, and its name may have 63. */
    private static final int LONGEST = 43;

    public LedgerEntry {
        requireId(id);
        passages = List.copyOf(passages);
        since = List.copyOf(since);
    }

    static void requireId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("'" + id + "' is no claim id: lower-case words with hyphens");
        }
        if (id.length() > LONGEST) {
            throw new IllegalArgumentException("the id '" + id + "' has " + id.length() + " characters, and may have "
                    + LONGEST + ", since a namespace is named after it");
        }
    }

    /** What the claim ends with on these versions; null stands for versions that are not known. */
    public Expectation expectedOn(@Nullable Versions versions) {
        return versions == null
                ? expected
                : since.stream()
                        .filter(change -> change.applies(versions))
                        .reduce((earlier, later) -> later)
                        .map(Change::expected)
                        .orElse(expected);
    }
}

package io.tutorproof.claim;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One claim of the tutorial, as the ledger lists it.
 *
 * @param id lower-case words with hyphens, unique in the ledger
 * @param section the tutorial's heading under which the claim stands
 * @param statement the claim, in our own words
 * @param expected what the claim ends with when its test passes
 * @param passages where in that section it stands; none when it is not in the tutorial's text
 * @param since what it ends with instead, from these versions of Kubernetes on
 */
public record LedgerEntry(
        String id,
        String section,
        Text statement,
        Expectation expected,
        List<Passage> passages,
        NavigableMap<KubernetesVersion, Expectation> since) {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public LedgerEntry {
        requireId(id);
        passages = List.copyOf(passages);
        since = new TreeMap<>(since);
    }

    static void requireId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("'" + id + "' is no claim id: lower-case words with hyphens");
        }
    }

    /** What the claim ends with on this version; null stands for a version that is not known. */
    public Expectation expectedOn(@Nullable KubernetesVersion version) {
        var changed = version == null ? null : since.floorEntry(version);
        return changed == null ? expected : changed.getValue();
    }
}

package io.tutorproof.claim;

import java.util.Locale;

/** What a claim ended with. */
public enum Verdict {
    /** Seen as told. */
    HOLDS,
    /** True only under a condition, which the test shows. */
    CAVEAT,
    /** The tutorial is wrong; the test asserts what really happens. */
    ERRATUM,
    /** Seen otherwise than told. */
    REFUTED,
    /** Something else went wrong before the claim could be judged. */
    INCONCLUSIVE,
    /** Not judged, for a stated reason; never counted as holding. */
    NOT_CHECKED;

    /** The verdict's name in results: lower case, hyphenated. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a run with this verdict has failed. */
    public boolean failsTheRun() {
        return this == REFUTED || this == INCONCLUSIVE;
    }
}

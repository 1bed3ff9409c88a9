package io.tutorproof.claim;

/** The three kinds of line of a claim's test. */
public enum Phase {
    /** What must be so before the claim can be judged. */
    GIVEN,
    /** What the tutorial's reader does. */
    READER,
    /** What the claim says. */
    THEN
}

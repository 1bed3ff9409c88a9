package io.tutorproof.observe;

import java.time.Instant;

/**
 * A change of one object, in the order in which the API server told it.
 *
 * @param at when it reached us
 */
public record Event(Instant at, Change change, Snapshot object) {
    /** What became of the object. */
    public enum Change {
        /** It appeared, or was there when recording began. */
        ADDED,
        /** Something of it changed. */
        MODIFIED,
        /** It is gone. */
        DELETED
    }
}

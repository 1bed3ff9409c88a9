package io.tutorproof.observe;

import java.time.Instant;
import java.util.Locale;

/**
 * A change of one object, in the order in which the API server told it.
 *
 * @param at when it reached us
 */
public record Event(Instant at, Change change, Snapshot object) {
    /** What became of the object. */
    public enum Change {
        /** It was there when recording began. */
        LISTED,
        /** It appeared. */
        ADDED,
        /** Something of it changed. */
        MODIFIED,
        /** It is gone. */
        DELETED
    }

    @Override
    public String toString() {
        return object + " " + change.name().toLowerCase(Locale.ROOT) + " at " + at;
    }
}

package io.tutorproof.claim;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something a verdict rests on, and when it was seen. */
public sealed interface Evidence {
    /** In which kind of line of the claim's test; null in results of before these were told apart. */
    @Nullable
    Phase phase();

    /** When it was seen; of what takes time, its end. */
    Instant at();

    /** A command and what it printed, whole. */
    record Command(@Nullable Phase phase, Instant at, String command, int exitCode, String output, double seconds)
            implements Evidence {}

    /** A fact that was judged: what was wanted of it and what was seen. */
    record Fact(@Nullable Phase phase, Instant at, String what, String wanted, String seen) implements Evidence {}

    /** An HTTP request and what came back; status 0 when no answer came, and then the body says why. */
    record Response(@Nullable Phase phase, Instant at, String url, int status, String body) implements Evidence {}

    /** Requests that were made again and again for a while, and those of them that failed. */
    record Requests(@Nullable Phase phase, Instant at, String what, double seconds, int count, List<Failure> failures)
            implements Evidence {
        public Requests {
            failures = List.copyOf(failures);
        }
    }

    /** A request that brought no page, and why. */
    record Failure(Instant at, String why) {}

    /** Something that did not happen: for how long it was watched, and what showed that the watcher could see. */
    record Window(@Nullable Phase phase, Instant at, String what, double seconds, String fence) implements Evidence {}

    /** The positive control of a window: what the same watcher did see once there was something to see. */
    record Control(@Nullable Phase phase, Instant at, String what) implements Evidence {}
}

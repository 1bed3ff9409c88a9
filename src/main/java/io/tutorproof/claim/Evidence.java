package io.tutorproof.claim;

import java.time.Instant;
import java.util.List;

/** Something a verdict rests on, and when it was seen. */
public sealed interface Evidence {
    /** When it was seen; of what takes time, its end. */
    Instant at();

    /** A command and what it printed, whole. */
    record Command(Instant at, String command, int exitCode, String output, double seconds) implements Evidence {}

    /** A fact that was judged: what was wanted of it and what was seen. */
    record Fact(Instant at, String what, String wanted, String seen) implements Evidence {}

    /** An HTTP request and what came back; status 0 when no answer came, and then the body says why. */
    record Response(Instant at, String url, int status, String body) implements Evidence {}

    /** Requests that were made again and again for a while, and those of them that failed. */
    record Requests(Instant at, String what, double seconds, int count, List<Failure> failures) implements Evidence {
        public Requests {
            failures = List.copyOf(failures);
        }
    }

    /** A request that brought no page, and why. */
    record Failure(Instant at, String why) {}

    /** Something that did not happen: for how long it was watched, and what showed that the watcher could see. */
    record Window(Instant at, String what, double seconds, String fence) implements Evidence {}

    /** The positive control of a window: what the same watcher did see once there was something to see. */
    record Control(Instant at, String what) implements Evidence {}
}

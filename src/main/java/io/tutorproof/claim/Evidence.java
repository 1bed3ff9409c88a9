package io.tutorproof.claim;

/** Something a verdict rests on. */
public sealed interface Evidence {
    /** A command and what it printed, whole. */
    record Command(String line, int exitCode, String output, double seconds) implements Evidence {}

    /** A fact that was judged: what was wanted of it and what was seen. */
    record Fact(String what, String wanted, String seen) implements Evidence {}

    /** An HTTP request and what came back; status 0 when no answer came, and then the body says why. */
    record Response(String url, int status, String body) implements Evidence {}

    /** Something that did not happen: for how long it was watched, and what showed that the watcher could see. */
    record Window(String what, double seconds, String fence) implements Evidence {}
}

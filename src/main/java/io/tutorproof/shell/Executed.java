package io.tutorproof.shell;

import java.time.Duration;

/** What a command came to. */
public record Executed(int exitCode, String stdout, String stderr, Duration took) {
    /** Both outputs, as a terminal would show them. */
    public String output() {
        return stdout + stderr;
    }
}

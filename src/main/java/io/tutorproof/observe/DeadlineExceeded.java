package io.tutorproof.observe;

import java.time.Duration;

/** Something awaited did not come; the message says what, how long it was awaited, and what was seen last. */
public final class DeadlineExceeded extends RuntimeException {
    private static final long serialVersionUID = 1;

    DeadlineExceeded(String what, Duration waited, Object lastSeen) {
        super("waited " + waited.toSeconds() + " s for " + what + "; last seen: " + lastSeen);
    }
}

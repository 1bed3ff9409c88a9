package io.tutorproof.observe;

import java.time.Duration;

/** Something awaited will not come; the message says what, after how long that was known, and what is in its way. */
public final class CannotCome extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotCome(String what, Duration waited, String obstacle, Object lastSeen) {
        super("waited for " + what + ", and after " + waited.toSeconds() + " s knew that it cannot come: " + obstacle
                + "; last seen: " + lastSeen);
    }
}

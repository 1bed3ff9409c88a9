package io.tutorproof.observe;

import java.time.Duration;

/** Something awaited does not come for a reason that is the cluster's or the machine's own; the message says which. */
public final class Hindered extends RuntimeException {
    private static final long serialVersionUID = 1;

    Hindered(String what, Duration waited, String obstacle) {
        super(obstacle + " (waited " + waited.toSeconds() + " s for " + what + ")");
    }

    /** What was seen could not be otherwise, for this reason. */
    public Hindered(String obstacle, Throwable seen) {
        super(obstacle, seen);
    }
}

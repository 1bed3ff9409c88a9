package io.tutorproof.scenario;

/** The test came to its end, and what it saw proves nothing. */
public final class Inconclusive extends RuntimeException {
    private static final long serialVersionUID = 1;

    Inconclusive(String message) {
        super(message);
    }
}

package io.tutorproof.scenario;

/** The claim is not so. Only {@link Then} throws it, and nothing else refutes a claim. */
public final class Refutation extends AssertionError {
    private static final long serialVersionUID = 1;

    Refutation(String message, Throwable cause) {
        super(message, cause);
    }
}

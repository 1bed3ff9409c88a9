package io.tutorproof.scenario;

/** Refutations, for tests of what becomes of them; only {@link Then} makes real ones. */
public final class Refutations {
    private Refutations() {}

    /** One with this message. */
    public static Refutation refutation(String message) {
        return new Refutation(message, new AssertionError(message));
    }
}

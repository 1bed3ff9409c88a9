package io.tutorproof.kubectl;

/** A manifest cannot be read; the message says file, line and cause. */
public final class ManifestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ManifestException(String message) {
        super(message);
    }
}

package io.tutorproof.report;

/** A saved result cannot be read; the message says which file, where, and what to do. */
public final class ResultException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ResultException(String message) {
        super(message);
    }
}

package io.tutorproof.shell;

import org.jspecify.annotations.Nullable;

/** A command cannot be run, does not end, or its place was lost meanwhile; the message says what is wrong, and where. */
public final class ShellException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ShellException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public ShellException(String message) {
        super(message);
    }
}

package io.tutorproof.cluster;

import org.jspecify.annotations.Nullable;

/** The cluster cannot be had, or was lost; the message says what is wrong, where, and what to do. */
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ClusterException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    ClusterException(String message) {
        super(message);
    }
}

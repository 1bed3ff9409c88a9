package io.tutorproof.image;

import org.jspecify.annotations.Nullable;

/** An image could not be built, saved or put into a node; the message holds the output of what failed. */
public final class ImageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ImageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    ImageException(String message) {
        super(message);
    }
}

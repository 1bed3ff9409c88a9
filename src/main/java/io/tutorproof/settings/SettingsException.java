package io.tutorproof.settings;

/** A setting is unknown or has a value it cannot have; the message says which, where, and what it may be. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SettingsException(String message) {
        super(message);
    }
}

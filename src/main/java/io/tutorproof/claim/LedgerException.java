package io.tutorproof.claim;

/** The ledger cannot be read; the message says where and why. */
public final class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LedgerException(String message) {
        super(message);
    }
}

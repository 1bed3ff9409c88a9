package io.tutorproof.claim;

/** The ledger cannot be read; the message says where and why. */
public sealed class LedgerException extends RuntimeException permits NothingToCheckException {
    private static final long serialVersionUID = 1;

    LedgerException(String message) {
        super(message);
    }
}

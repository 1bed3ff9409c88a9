package io.tutorproof.claim;

/** A run would check nothing: its ledger is empty, or the claims that were asked for are not in it. */
public final class NothingToCheckException extends LedgerException {
    private static final long serialVersionUID = 1L;

    /** Makes one, with the reason. */
    public NothingToCheckException(String message) {
        super(message);
    }
}

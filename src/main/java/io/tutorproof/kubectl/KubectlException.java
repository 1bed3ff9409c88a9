package io.tutorproof.kubectl;

/** A command that had to succeed did not; the message holds the command and what it printed. */
public final class KubectlException extends RuntimeException {
    private static final long serialVersionUID = 1;

    KubectlException(Output output) {
        super("kubectl failed: " + output);
    }
}

package io.tutorproof.kubeconfig;

/** A kubeconfig that cannot be followed; its message names the file, the context, and the field. */
public final class KubeconfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KubeconfigException(String message) {
        super(message);
    }

    KubeconfigException(String message, Throwable cause) {
        super(message, cause);
    }
}

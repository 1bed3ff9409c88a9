package io.tutorproof.document;

/** A tutorial's text cannot be used; the message says what is wrong with it. */
final class DocumentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DocumentException(String message) {
        super(message);
    }
}

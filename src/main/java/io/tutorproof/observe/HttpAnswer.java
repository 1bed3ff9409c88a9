package io.tutorproof.observe;

/**
 * What one request came to.
 *
 * @param status the HTTP status, or 0 when nobody answered
 * @param body the page, or why there is none
 */
public record HttpAnswer(String url, int status, String body) {
    /** Whether a server answered, with whatever status. */
    public boolean answered() {
        return status != 0;
    }

    /** Whether the page came and contains the text. */
    public boolean shows(String text) {
        return status == 200 && body.contains(text);
    }

    @Override
    public String toString() {
        return url + (answered() ? " answered " + status : " did not answer: " + body);
    }
}

package io.tutorproof.observe;

import java.util.function.Predicate;

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

    /** Whether a page came, and this one. */
    public boolean shows(Predicate<String> page) {
        return status == 200 && page.test(body);
    }

    @Override
    public String toString() {
        return url + (answered() ? " answered " + status : " did not answer: " + body);
    }
}

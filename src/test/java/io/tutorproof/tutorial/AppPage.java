package io.tutorproof.tutorial;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of the tutorial's app. */
final class AppPage {
    private AppPage() {}

    /** How it shows that it is of this version. */
    static String of(String version) {
        return "<dd id=\"version\">" + version + "</dd>";
    }

    /** The value that it shows under this name; an {@link AssertionError} with the page when it shows none. */
    static String value(String page, String name) {
        Matcher found = Pattern.compile("<dd id=\"" + name + "\">([^<]*)</dd>").matcher(page);
        if (!found.find()) {
            throw new AssertionError("wanted a value '" + name + "' in the page: " + page);
        }
        return found.group(1);
    }
}

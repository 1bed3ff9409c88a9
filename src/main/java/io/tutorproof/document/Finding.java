package io.tutorproof.document;

import java.util.Locale;

/**
 * Something wrong in a tutorial's text.
 *
 * @param line where, from 1
 * @param message what is wrong there
 */
record Finding(Kind kind, int line, String message) {
    /** What can be wrong; its name with {@code doc-} before it is how the finding is called. */
    enum Kind {
        /** A fence that is not closed. */
        FENCE,
        /** A path that another place of the text contradicts, or that leads to no manifest. */
        PATHS,
        /** A pod that is named, but is not in the list before. */
        POD_NAMES,
        /** An image that is used by a name under which none was made. */
        TAGS,
        /** YAML that is not what the manifests say. */
        YAML,
        /** A link to a heading that is not there. */
        LINKS,
        /** A passage that is not what it was when its claim was proved. */
        CHANGED,
        /** A claim whose passage is gone. */
        GONE,
        /** Commands that no claim is about. */
        UNCOVERED;

        @Override
        public String toString() {
            return "doc-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}

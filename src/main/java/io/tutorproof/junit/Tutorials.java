package io.tutorproof.junit;

import java.util.List;
import java.util.ServiceLoader;

/** Finds the tutorial that a suite is about. */
final class Tutorials {
    private Tutorials() {}

    /** The only one; {@link IllegalStateException} when there are none or several. */
    static Tutorial theOne() {
        List<Tutorial> found = ServiceLoader.load(Tutorial.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException("META-INF/services/" + Tutorial.class.getName()
                    + " must name one tutorial, and " + found.size() + " are named");
        }
        return found.get(0);
    }
}

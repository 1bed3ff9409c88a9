package io.tutorproof.harness;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a verification is started.
 *
 * @param name of its directory
 * @param settings without {@code tutorproof.} in their names
 * @param environment what is set besides; an empty text unsets a variable
 * @param within how the command begins that starts it
 * @param options further ones of the JVM
 * @param resources a directory whose files stand before the project's own
 */
record Launch(
        String name,
        Map<String, String> settings,
        Map<String, String> environment,
        List<String> within,
        List<String> options,
        String resources) {
    Launch(String name, Map<String, String> settings, Map<String, String> environment) {
        this(name, settings, environment, List.of(), List.of(), "");
    }

    /** With further variables. */
    Launch in(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new Launch(name, settings, all, within, options, resources);
    }

    /** With further settings. */
    Launch set(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return new Launch(name, all, environment, within, options, resources);
    }

    /** With options of the JVM. */
    Launch with(String... more) {
        return new Launch(name, settings, environment, within, List.of(more), resources);
    }
}

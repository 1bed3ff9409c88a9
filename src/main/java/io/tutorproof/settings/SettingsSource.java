package io.tutorproof.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks a setting up in the places where it may stand, the first one wins, and remembers which names there are. */
final class SettingsSource {
    private static final String PREFIX = "tutorproof.";

    private record Place(String name, Map<String, String> values) {}

    private final List<Place> places;
    private final TreeSet<String> known = new TreeSet<>();

    SettingsSource(Map<String, String> properties, Map<String, String> environment, Path file) {
        places = List.of(
                new Place("-D", ours(properties)),
                new Place("environment", ours(fromEnvironment(environment))),
                new Place(file.toString(), ours(fromFile(file))));
    }

    /** Of these properties alone. */
    SettingsSource(Map<String, String> properties) {
        places = List.of(new Place("-D", ours(properties)));
    }

    static SettingsSource ofThisProcess(Path file) {
        return new SettingsSource(asMap(System.getProperties()), System.getenv(), file);
    }

    String text(String name, String otherwise) {
        String value = find(name);
        return value == null ? otherwise : value;
    }

    /** Names with commas in between; none when it is not set. */
    Set<String> names(String name) {
        return Arrays.stream(text(name, "").split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** {@code NAME=TEXT} with semicolons in between, in their order; none when it is not set. */
    Map<String, String> pairs(String name) {
        Map<String, String> pairs = new LinkedHashMap<>();
        String value = text(name, "");
        for (String pair : value.split(";", -1)) {
            int sign = pair.indexOf('=');
            if (!pair.isBlank()) {
                String key = sign < 0 ? "" : pair.substring(0, sign).strip();
                String text = pair.substring(sign + 1).strip();
                if (key.isEmpty() || text.isEmpty() || pairs.put(key, text) != null) {
                    throw wrong(name, value, "NAME=TEXT; NAME=TEXT, each name once");
                }
            }
        }
        return Collections.unmodifiableMap(pairs);
    }

    int number(String name, int otherwise, int least, int most) {
        String value = find(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, in the same words as a number out of range.
        }
        throw wrong(name, value, "a whole number from " + least + " to " + most);
    }

    boolean flag(String name, boolean otherwise) {
        String value = find(name);
        if (value == null) {
            return otherwise;
        }
        if (value.equals("true") || value.equals("false")) {
            return value.equals("true");
        }
        throw wrong(name, value, "true or false");
    }

    /** Refuses names that nobody asked for: a misspelt setting would else be ignored in silence. */
    void refuseUnknown() {
        for (Place place : places) {
            for (String name : place.values().keySet()) {
                if (known.stream().noneMatch(setting -> comparable(setting).equals(name))) {
                    throw new SettingsException("unknown setting '" + name + "' (" + place.name()
                            + "): the settings are " + String.join(", ", known));
                }
            }
        }
    }

    private static String comparable(String name) {
        return name.replace('-', '.');
    }

    private @Nullable String find(String name) {
        known.add(PREFIX + name);
        for (Place place : places) {
            String value = place.values().get(comparable(PREFIX + name));
            if (value != null && !value.isBlank()) {
                return value.strip();
            }
        }
        return null;
    }

    private SettingsException wrong(String name, String value, String wanted) {
        String where = places.stream()
                .filter(place -> place.values().containsKey(comparable(PREFIX + name)))
                .map(Place::name)
                .findFirst()
                .orElse("");
        return new SettingsException(PREFIX + name + " (" + where + ") is '" + value + "' and must be " + wanted);
    }

    private static Map<String, String> ours(Map<String, String> values) {
        Map<String, String> ours = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                ours.put(comparable(name), value);
            }
        });
        return ours;
    }

    /** Not settings: the one is airgap/prepare's, the other is where ./verify lets the console print. */
    private static final Set<String> OTHERS = Set.of("TUTORPROOF_STATE", "TUTORPROOF_TERMINAL");

    /** {@code TUTORPROOF_CLUSTER_IMAGE} is {@code tutorproof.cluster.image}; no variable's name has a hyphen. */
    private static Map<String, String> fromEnvironment(Map<String, String> environment) {
        Map<String, String> values = new LinkedHashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith("TUTORPROOF_") && !OTHERS.contains(name)) {
                values.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return values;
    }

    private static Map<String, String> fromFile(Path file) {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new SettingsException(file + " cannot be read: " + e.getMessage());
            }
        }
        return asMap(properties);
    }

    private static Map<String, String> asMap(Properties properties) {
        Map<String, String> values = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name, "")));
        return values;
    }
}

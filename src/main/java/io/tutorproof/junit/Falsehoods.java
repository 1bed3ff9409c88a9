package io.tutorproof.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A falsehood for each of some claims, read from a YAML file; README says how it is written.
 *
 * @param without why there is none for a claim, by the claim
 */
record Falsehoods(Map<String, Falsehood> byClaim, Map<String, String> without) {
    static final Falsehoods NONE = new Falsehoods(Map.of(), Map.of());

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException with file and cause when it cannot be
     */
    static Falsehoods read(Path file) {
        try {
            Object loaded = new Load(
                            LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromString(Files.readString(file));
            Map<String, Falsehood> byClaim = new LinkedHashMap<>();
            Map<String, String> without = new LinkedHashMap<>();
            for (Object entry : list(loaded, "the file")) {
                Map<String, Object> fields = map(entry);
                String claim = text(fields, "claim");
                if (byClaim.containsKey(claim) || without.containsKey(claim)) {
                    throw new IllegalArgumentException("two entries for " + claim);
                }
                if (fields.containsKey("none")) {
                    without.put(claim, text(fields, "none"));
                } else {
                    byClaim.put(claim, falsehood(claim, fields));
                }
            }
            return new Falsehoods(byClaim, without);
        } catch (IOException | YamlEngineException | IllegalArgumentException e) {
            throw new IllegalArgumentException("falsehoods " + file + ": " + e.getMessage(), e);
        }
    }

    /** Those of a file; none when it has no name. */
    static Falsehoods in(String file) {
        return file.isEmpty() ? NONE : read(Path.of(file));
    }

    /** Whether there are any, so that this run is about them. */
    boolean areStaged() {
        return !byClaim.isEmpty() || !without.isEmpty();
    }

    Optional<Falsehood> of(String claim) {
        return Optional.ofNullable(byClaim.get(claim));
    }

    private static Falsehood falsehood(String claim, Map<String, Object> fields) {
        String what = text(fields, "falsehood");
        Map<String, List<String>> arguments = new LinkedHashMap<>();
        map(fields.getOrDefault("arguments", Map.of())).forEach((from, to) -> arguments.put(from, texts(to)));
        List<Falsehood.Patch> patches = new ArrayList<>();
        for (Object patch : list(fields.getOrDefault("manifests", List.of()), "manifests")) {
            Map<String, Object> parts = map(patch);
            patches.add(new Falsehood.Patch(text(parts, "file"), text(parts, "replace"), text(parts, "with")));
        }
        List<List<String>> before = new ArrayList<>();
        for (Object command : list(fields.getOrDefault("before", List.of()), "before")) {
            before.add(texts(command));
        }
        if (arguments.isEmpty() && patches.isEmpty() && before.isEmpty()) {
            throw new IllegalArgumentException("the falsehood of " + claim + " changes nothing");
        }
        return new Falsehood(claim, what, arguments, patches, before, text(fields, "named"));
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
    }

    private static String text(Map<String, Object> fields, String name) {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the text '" + name + "' is missing in " + fields);
    }

    private static List<?> list(Object value, String what) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException(what + " must be a list");
    }

    private static Map<String, Object> map(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("fields with values are expected, not " + value);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((key, field) -> fields.put(String.valueOf(key), field));
        return fields;
    }
}

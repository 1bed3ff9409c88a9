package io.tutorproof.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Ways to make claims false, read from a YAML file; README says how it is written.
 *
 * @param without why there is none for a claim, by the claim
 */
record Mutants(Map<String, List<Mutant>> byClaim, Map<String, String> without) {
    static final Mutants NONE = new Mutants(Map.of(), Map.of());

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException with file and cause when it cannot be
     */
    static Mutants read(Path file) {
        try {
            Object loaded = new Load(
                            LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromString(Files.readString(file));
            Map<String, List<Mutant>> byClaim = new LinkedHashMap<>();
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
                    byClaim.put(
                            claim,
                            list(fields.getOrDefault("mutants", List.of()), "mutants").stream()
                                    .map(mutant -> mutant(claim, map(mutant)))
                                    .toList());
                }
            }
            return new Mutants(byClaim, without);
        } catch (IOException | YamlEngineException | IllegalArgumentException e) {
            throw new IllegalArgumentException("mutants " + file + ": " + e.getMessage(), e);
        }
    }

    /** Those of a file; none when it has no name. */
    static Mutants in(String file) {
        return file.isEmpty() ? NONE : read(Path.of(file));
    }

    /** Whether there are any, so that this run is about them. */
    boolean areAny() {
        return !byClaim.isEmpty() || !without.isEmpty();
    }

    List<Mutant> of(String claim) {
        return byClaim.getOrDefault(claim, List.of());
    }

    /** What tells a mutant from the others of its claim in names: nothing for the first. */
    String numbered(Mutant mutant) {
        int index = of(mutant.claim()).indexOf(mutant);
        return index == 0 ? "" : "-" + (index + 1);
    }

    private static Mutant mutant(String claim, Map<String, Object> fields) {
        String what = text(fields, "is");
        Map<String, String> typed = new LinkedHashMap<>();
        map(fields.getOrDefault("typed", Map.of())).forEach((from, to) -> typed.put(from, String.valueOf(to)));
        List<Mutant.Patch> patches = new ArrayList<>();
        for (Object patch : list(fields.getOrDefault("manifests", List.of()), "manifests")) {
            Map<String, Object> parts = map(patch);
            patches.add(new Mutant.Patch(text(parts, "file"), text(parts, "replace"), text(parts, "with")));
        }
        List<String> before = list(fields.getOrDefault("before", List.of()), "before").stream()
                .map(String::valueOf)
                .toList();
        Optional<String> inWindow =
                fields.containsKey("in-window") ? Optional.of(text(fields, "in-window")) : Optional.empty();
        Optional<Duration> startTook = fields.containsKey("start-took")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(text(fields, "start-took"))))
                : Optional.empty();
        if (typed.isEmpty() && patches.isEmpty() && before.isEmpty() && inWindow.isEmpty() && startTook.isEmpty()) {
            throw new IllegalArgumentException("the mutant '" + what + "' of " + claim + " changes nothing");
        }
        return new Mutant(claim, what, typed, patches, before, inWindow, startTook, text(fields, "named"));
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

package io.tutorproof.observe;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** A label selector of equalities, as in {@code app=mi-app,tier=web}. */
public record Selector(Map<String, String> labels) {
    /** Reads a selector; {@link IllegalArgumentException} when it is not one of equalities. */
    public static Selector parse(String text) {
        return new Selector(Arrays.stream(text.split(","))
                .map(term -> term.split("=", -1))
                .collect(Collectors.toMap(term -> term[0], term -> {
                    if (term.length != 2 || term[0].isBlank()) {
                        throw new IllegalArgumentException("'" + text + "' is no selector of the form key=value");
                    }
                    return term[1];
                })));
    }

    boolean matches(Map<String, String> labels) {
        return labels.entrySet().containsAll(this.labels.entrySet());
    }

    @Override
    public String toString() {
        return labels.entrySet().stream().map(Object::toString).sorted().collect(Collectors.joining(","));
    }
}

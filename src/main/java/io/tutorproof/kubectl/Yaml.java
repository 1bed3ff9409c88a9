package io.tutorproof.kubectl;

import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** YAML as kubectl prints it. */
public final class Yaml {
    private Yaml() {}

    /**
     * One object's fields.
     *
     * @throws IllegalArgumentException when the text is something else
     */
    public static Map<String, Object> mapping(String text) {
        try {
            if (new Load(LoadSettings.builder().build()).loadFromString(text) instanceof Map<?, ?> map) {
                Map<String, Object> fields = new LinkedHashMap<>();
                map.forEach((key, value) -> fields.put(String.valueOf(key), value));
                return fields;
            }
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("no YAML: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("no YAML mapping: " + text.strip());
    }

    /** The same without any {@code metadata.creationTimestamp}, which kubectl printed as null until 1.33. */
    public static Map<String, Object> withoutCreationTimestamps(Map<String, Object> fields) {
        Map<String, Object> without = new LinkedHashMap<>();
        fields.forEach((key, value) -> {
            if (!key.equals("creationTimestamp")) {
                without.put(key, value instanceof Map<?, ?> map ? withoutCreationTimestamps(strings(map)) : value);
            }
        });
        return without;
    }

    private static Map<String, Object> strings(Map<?, ?> map) {
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((key, value) -> fields.put(String.valueOf(key), value));
        return fields;
    }
}

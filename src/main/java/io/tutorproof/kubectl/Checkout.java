package io.tutorproof.kubectl;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * An author's own manifests, laid over those that the tests were written for: the author's files are applied as they stand, and what
 * they declare otherwise than the text prints is told, since it changes what the claims are judged by.
 *
 * @param manifests what is applied
 * @param used how many of the author's files are among them
 * @param differences where an author's file declares something else: file, field, both values
 */
public record Checkout(Manifests manifests, int used, List<String> differences) {
    /** What Kubernetes fills in, which a file may as well say. */
    private static final Map<String, Object> DEFAULTS =
            Map.of("dnsPolicy", "ClusterFirst", "restartPolicy", "Always", "protocol", "TCP", "type", "ClusterIP");

    public Checkout {
        differences = List.copyOf(differences);
    }

    /**
     * Lays an author's directory over ours.
     *
     * @throws ManifestException when it has none of our files, or one that is no YAML
     */
    public static Checkout over(Manifests ours, Path directory) {
        Map<String, String> theirs = Manifests.in(directory).texts();
        Map<String, String> used = new LinkedHashMap<>();
        List<String> differences = new ArrayList<>();
        ours.texts().forEach((file, text) -> {
            String other = theirs.get(file);
            if (other == null && file.startsWith("deploy-")) {
                differences.add(directory.resolve(file) + " is not there: the project's own is applied");
            } else if (other != null) {
                used.put(file, other);
                List<String> found = new ArrayList<>();
                compare("", documents(directory.resolve(file), other), documents(Path.of(file), text), found);
                found.forEach(difference -> differences.add(directory.resolve(file) + ": " + difference));
            }
        });
        if (used.isEmpty()) {
            throw new ManifestException(directory + " has none of the tutorial's manifests, such as "
                    + ours.texts().keySet().stream()
                            .filter(file -> file.startsWith("deploy-"))
                            .findFirst()
                            .orElse("")
                    + ": name the directory in which they lie under these names");
        }
        return new Checkout(ours.with(used), used.size(), differences);
    }

    private static List<Object> documents(Path file, String text) {
        try {
            List<Object> documents = new ArrayList<>();
            new Load(LoadSettings.builder().build()).loadAllFromString(text).forEach(documents::add);
            documents.removeIf(Objects::isNull);
            return documents;
        } catch (YamlEngineException e) {
            throw new ManifestException(file + ": " + e.getMessage());
        }
    }

    private static void compare(String path, @Nullable Object theirs, @Nullable Object ours, List<String> differences) {
        if (theirs instanceof Map<?, ?> one && ours instanceof Map<?, ?> other) {
            Map<String, Object> here = meant(one);
            Map<String, Object> there = meant(other);
            TreeSet<String> keys = new TreeSet<>(here.keySet());
            keys.addAll(there.keySet());
            keys.forEach(key -> compare(path + "." + key, here.get(key), there.get(key), differences));
        } else if (theirs instanceof List<?> one && ours instanceof List<?> other && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                compare(
                        path.isEmpty() && one.size() == 1 ? "" : path + "[" + i + "]",
                        one.get(i),
                        other.get(i),
                        differences);
            }
        } else if (!Objects.equals(theirs, ours)) {
            differences.add(
                    path.replaceFirst("^\\.", "") + " is " + said(theirs) + ", and " + said(ours) + " in the text");
        }
    }

    private static String said(@Nullable Object value) {
        return value == null ? "not there" : value.toString();
    }

    /** Without what says nothing: null, empty maps, and what Kubernetes fills in. */
    private static Map<String, Object> meant(Map<?, ?> fields) {
        Map<String, Object> meant = new LinkedHashMap<>();
        fields.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (value != null
                    && !value.equals(DEFAULTS.get(name))
                    && !(value instanceof Map<?, ?> map && meant(map).isEmpty())) {
                meant.put(name, value);
            }
        });
        return meant;
    }
}

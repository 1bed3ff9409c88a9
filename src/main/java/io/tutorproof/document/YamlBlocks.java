package io.tutorproof.document;

import io.tutorproof.kubectl.Yaml;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whether the YAML in the text is what the manifests say: the same fields with the same values, in any order and style. */
final class YamlBlocks {
    private final Map<String, Map<String, Object>> manifests = new TreeMap<>();

    /** What Kubernetes takes where nothing is said, so that saying it changes nothing. */
    private static final Map<String, Object> DEFAULTS =
            Map.of("dnsPolicy", "ClusterFirst", "restartPolicy", "Always", "protocol", "TCP");

    /** Takes the manifests' texts, by their paths. */
    YamlBlocks(Map<String, String> texts) {
        texts.forEach((path, text) -> {
            try {
                manifests.put(path, Yaml.mapping(text));
            } catch (IllegalArgumentException several) {
                // Of several objects, which a block of the text is not compared with.
            }
        });
    }

    List<Finding> in(Document document) {
        List<Finding> findings = new ArrayList<>();
        document.blocks().stream().filter(Block::isYaml).forEach(block -> check(block, findings));
        return findings;
    }

    private void check(Block block, List<Finding> findings) {
        Map<String, Object> said;
        try {
            said = Yaml.mapping(block.text());
        } catch (IllegalArgumentException e) {
            findings.add(new Finding(
                    Finding.Kind.YAML,
                    block.line(),
                    String.valueOf(e.getMessage()).replaceAll("\\s+", " ")));
            return;
        }
        boolean whole = said.containsKey("kind") && said.containsKey("metadata");
        List<Map.Entry<String, List<String>>> compared = manifests.entrySet().stream()
                .filter(manifest -> !whole || isSameObject(said, manifest.getValue()))
                .map(manifest -> Map.entry(manifest.getKey(), differences(said, manifest.getValue(), whole)))
                .sorted(Comparator.comparing(entry -> entry.getValue().size()))
                .toList();
        if (!whole && manifests.isEmpty()) {
            return; // a part, and the text names no manifest that it could be of
        }
        if (compared.isEmpty()) {
            findings.add(new Finding(
                    Finding.Kind.YAML, block.line(), "no manifest has this " + said.get("kind") + " " + name(said)));
        } else if (!compared.get(0).getValue().isEmpty()) {
            findings.add(new Finding(
                    Finding.Kind.YAML,
                    block.line(),
                    "the nearest manifest, " + compared.get(0).getKey() + ", says otherwise: "
                            + String.join("; ", compared.get(0).getValue())));
        }
    }

    private static boolean isSameObject(Map<String, Object> one, Map<String, Object> other) {
        return Objects.equals(one.get("kind"), other.get("kind")) && name(one).equals(name(other));
    }

    private static String name(Map<String, Object> object) {
        return object.get("metadata") instanceof Map<?, ?> metadata ? String.valueOf(metadata.get("name")) : "";
    }

    /** Where they differ; what the manifest has besides counts only when the text shows a whole object. */
    private static List<String> differences(Object said, Object manifest, boolean whole) {
        List<String> differences = new ArrayList<>();
        compare("", said, manifest, whole, differences);
        return differences;
    }

    private static void compare(
            String path, @Nullable Object said, @Nullable Object manifest, boolean whole, List<String> differences) {
        if (said instanceof Map<?, ?> saidMap && manifest instanceof Map<?, ?> manifestMap) {
            Map<String, Object> here = meant(saidMap);
            Map<String, Object> there = meant(manifestMap);
            TreeSet<String> keys = new TreeSet<>(here.keySet());
            if (whole) {
                keys.addAll(there.keySet());
            }
            for (String key : keys) {
                compare(path + "." + key, here.get(key), there.get(key), whole, differences);
            }
        } else if (said instanceof List<?> saidList
                && manifest instanceof List<?> manifestList
                && saidList.size() == manifestList.size()) {
            for (int i = 0; i < saidList.size(); i++) {
                compare(path + "[" + i + "]", saidList.get(i), manifestList.get(i), whole, differences);
            }
        } else if (!Objects.equals(said, manifest)) {
            String field = path.replaceFirst("^\\.", "");
            differences.add(
                    said == null
                            ? field + " is only in the manifest"
                            : manifest == null
                                    ? field + " is only in the text"
                                    : field + " is " + said + " in the text and " + manifest + " in the manifest");
        }
    }

    /** Without what says nothing: null, maps without fields, and defaults. */
    private static Map<String, Object> meant(Map<?, ?> map) {
        Map<String, Object> meant = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            String field = String.valueOf(key);
            boolean saysNothing = value == null
                    || value.equals(DEFAULTS.get(field))
                    || (value instanceof Map<?, ?> fields && meant(fields).isEmpty());
            if (!saysNothing) {
                meant.put(field, value);
            }
        });
        return meant;
    }
}

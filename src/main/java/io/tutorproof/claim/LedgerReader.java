package io.tutorproof.claim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** From YAML nodes, which know their line, to ledger entries. */
final class LedgerReader {
    private static final Set<String> CLAIM =
            Set.of("id", "section", "statement", "expected", "reason", "correction", "passages", "since");
    private static final Set<String> CHANGE = Set.of("kubernetes", "kubectl", "expected", "reason", "correction");

    private final String name;

    LedgerReader(String name) {
        this.name = name;
    }

    Ledger read(String yaml) {
        if (!(compose(yaml) instanceof SequenceNode list)) {
            throw new LedgerException(name + ": a ledger is a list of claims");
        }
        List<LedgerEntry> entries = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Node node : list.getValue()) {
            LedgerEntry entry = entry(node);
            if (!ids.add(entry.id())) {
                throw error(node, "the id '" + entry.id() + "' is used twice");
            }
            entries.add(entry);
        }
        if (entries.isEmpty()) {
            throw new NothingToCheckException(name + ": the ledger lists no claim, so nothing would be checked");
        }
        return new Ledger(entries);
    }

    private @Nullable Node compose(String yaml) {
        LoadSettings settings = LoadSettings.builder().setLabel(name).build();
        try {
            return new Compose(settings).composeString(yaml).orElse(null);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            throw new LedgerException(name + ":" + line + ": " + e.getProblem());
        } catch (ReaderException e) {
            throw new LedgerException(name + ":" + (1 + linesBefore(yaml, e.getPosition())) + ": " + e.getMessage());
        } catch (YamlEngineException e) {
            throw new LedgerException(name + ": " + e.getMessage());
        }
    }

    private static long linesBefore(String text, int position) {
        return text.codePoints()
                .limit(position)
                .filter(character -> character == '\n')
                .count();
    }

    private LedgerEntry entry(Node node) {
        Map<String, Node> fields = fields(node, CLAIM);
        List<Change> since = new ArrayList<>();
        Node changes = fields.get("since");
        if (changes != null) {
            for (Node change : list(changes)) {
                Map<String, Node> parts = fields(change, CHANGE);
                since.add(change(change, parts));
            }
        }
        Expectation expected = expectation(node, fields);
        List<Passage> passages = passages(fields.get("passages"));
        return checked(
                node,
                () -> new LedgerEntry(
                        scalar(required(node, fields, "id")),
                        scalar(required(node, fields, "section")),
                        text(required(node, fields, "statement")),
                        expected,
                        passages,
                        since));
    }

    private List<Passage> passages(@Nullable Node node) {
        List<Passage> passages = new ArrayList<>();
        if (node != null) {
            mapping(node)
                    .forEach((place, fingerprint) ->
                            passages.add(checked(fingerprint, () -> new Passage(place, scalar(fingerprint)))));
        }
        return passages;
    }

    private Change change(Node node, Map<String, Node> parts) {
        boolean words = parts.containsKey("kubectl");
        if (words == parts.containsKey("kubernetes")) {
            throw error(node, "a change is since a version of 'kubernetes' or of 'kubectl', one of the two");
        }
        Node version = required(node, parts, words ? "kubectl" : "kubernetes");
        return new Change(
                words ? Change.Program.KUBECTL : Change.Program.KUBERNETES,
                checked(node, () -> KubernetesVersion.parse(scalar(version))),
                expectation(node, parts));
    }

    private Expectation expectation(Node node, Map<String, Node> fields) {
        Verdict verdict = verdict(required(node, fields, "expected"));
        Node reason = fields.get("reason");
        Node correction = fields.get("correction");
        return checked(
                node,
                () -> new Expectation(
                        verdict, reason == null ? null : text(reason), correction == null ? null : text(correction)));
    }

    /** Adds the line to what a value says is wrong with it. */
    private <T> T checked(Node node, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw error(node, String.valueOf(e.getMessage()));
        }
    }

    private Map<String, Node> fields(Node node, Set<String> known) {
        Map<String, Node> fields = mapping(node);
        for (Map.Entry<String, Node> field : fields.entrySet()) {
            if (!known.contains(field.getKey())) {
                throw error(field.getValue(), "unknown field '" + field.getKey() + "'");
            }
        }
        return fields;
    }

    private List<Node> list(Node node) {
        if (!(node instanceof SequenceNode list)) {
            throw error(node, "a list is expected here");
        }
        return list.getValue();
    }

    private Text text(Node node) {
        Map<String, Node> languages = mapping(node);
        return new Text(scalar(required(node, languages, "en")), scalar(required(node, languages, "es")));
    }

    private Verdict verdict(Node node) {
        String value = scalar(node);
        try {
            return Verdict.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw error(node, "'" + value + "' is no verdict: holds, caveat or erratum");
        }
    }

    private Map<String, Node> mapping(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw error(node, "fields with values are expected here");
        }
        Map<String, Node> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            fields.put(scalar(tuple.getKeyNode()), tuple.getValueNode());
        }
        return fields;
    }

    private Node required(Node parent, Map<String, Node> fields, String field) {
        Node node = fields.get(field);
        if (node == null) {
            throw error(parent, "the field '" + field + "' is missing");
        }
        return node;
    }

    private String scalar(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw error(node, "a plain value is expected here");
        }
        return scalar.getValue();
    }

    private LedgerException error(Node node, String problem) {
        int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
        return new LedgerException(name + ":" + line + ": " + problem);
    }
}

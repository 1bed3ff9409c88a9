package io.tutorproof.report;

import io.tutorproof.claim.Text;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.report.RunResult.NodeFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What stands in the boxes of a {@link Traffic}, a line each. */
final class TrafficWords {
    private static final int MOST_NODES = 5;

    private TrafficWords() {}

    static List<Text> ofPod(Snapshot.Pod pod) {
        String ip = pod.ip();
        String node = pod.node();
        String labels = labels(pod.labels());
        return List.of(
                same("pod " + pod.name()),
                new Text(
                        (ip == null ? "no address" : ip) + (node == null ? "" : " on " + node),
                        (ip == null ? "sin dirección" : ip) + (node == null ? "" : " en " + node)),
                pod.ready() ? same(labels) : new Text(labels + " (not ready)", labels + " (no listo)"));
    }

    static Text same(String text) {
        return new Text(text, text);
    }

    private static String labels(Map<String, String> labels) {
        String shown = labels.entrySet().stream()
                .filter(label -> !label.getKey().equals("pod-template-hash"))
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(", "));
        return shown.isEmpty() ? "<none>" : shown;
    }

    static List<Text> ofService(Snapshot.Service service) {
        List<Text> lines = new ArrayList<>();
        lines.add(new Text("service " + service.name(), "servicio " + service.name()));
        lines.add(same(service.type()));
        for (Snapshot.Service.Port port : service.ports()) {
            lines.add(same(service.clusterIp() + ":" + port.port() + " \u2192 " + port.targetPort()));
        }
        String selected = labels(service.selector());
        lines.add(new Text("selects " + selected, "selecciona " + selected));
        return lines;
    }

    static List<Text> ofNodePort(Snapshot.Service.Port port, List<NodeFacts> nodes) {
        List<Text> lines = new ArrayList<>();
        lines.add(new Text("node port " + port.nodePort(), "puerto de nodo " + port.nodePort()));
        nodes.stream().limit(MOST_NODES).forEach(node -> lines.add(same(node.name() + " " + joined(node.addresses()))));
        int left = nodes.size() - MOST_NODES;
        if (left > 0) {
            lines.add(new Text("and " + left + " more nodes", "y " + left + " nodos más"));
        }
        return lines;
    }

    static String joined(Collection<String> addresses) {
        return addresses.stream().sorted().collect(Collectors.joining(" "));
    }

    static List<Text> ofIngress(Snapshot.Ingress ingress, Snapshot.Ingress.Rule rule) {
        String className = ingress.className() == null ? "<none>" : ingress.className();
        String addresses = joined(ingress.addresses());
        return List.of(
                same("ingress " + ingress.name()),
                rule.host().isEmpty()
                        ? new Text("any host" + rule.path(), "cualquier host" + rule.path())
                        : same(rule.host() + rule.path()),
                new Text("class " + className, "clase " + className),
                addresses.isEmpty()
                        ? new Text("\u2717 no address", "\u2717 sin dirección")
                        : new Text("at " + addresses, "en " + addresses));
    }
}

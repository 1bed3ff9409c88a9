package io.tutorproof.report;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Evidence;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.observe.State;
import io.tutorproof.report.RunResult.NodeFacts;
import io.tutorproof.report.Traffic.Box;
import io.tutorproof.report.Traffic.Line;
import io.tutorproof.report.Traffic.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Draws the way of requests from the state of a claim's namespace, as it was recorded. */
final class TrafficDrawing {
    private static final double WIDTH = 960;
    private static final double[] COLUMN = {4, 130, 430, 720};
    private static final double[] COLUMN_WIDTH = {86, 240, 232, 236};
    private static final double LINE = 15;
    private static final double GAP = 14;
    private static final int MOST_PODS = 12;

    private final State state;
    private final List<NodeFacts> nodes;
    private final double[] bottom = {10, 10, 10, 10};
    private final List<Box> boxes = new ArrayList<>();
    private final List<String> edges = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();

    private TrafficDrawing(State state, List<NodeFacts> nodes) {
        this.state = state;
        this.nodes = nodes;
    }

    /** The pictures of a claim: none when there was no service. */
    static List<Traffic> draw(ClaimResult claim, History history, List<NodeFacts> nodes) {
        List<Traffic> pictures = new ArrayList<>();
        Optional<Instant> windowEnd = claim.evidence().stream()
                .filter(Evidence.Window.class::isInstance)
                .map(Evidence::at)
                .reduce((first, second) -> second);
        Traffic end = of(history.stateAt(Instant.MAX), nodes, Moment.END);
        Traffic window = windowEnd
                .map(at -> of(history.stateAt(at), nodes, Moment.WINDOW))
                .orElse(null);
        if (window != null) {
            pictures.add(window);
        }
        if (end != null && (window == null || !window.boxes().equals(end.boxes()))) {
            pictures.add(end);
        }
        return pictures;
    }

    private static @Nullable Traffic of(State state, List<NodeFacts> nodes, Moment moment) {
        return state.all(Snapshot.Service.class).isEmpty() ? null : new TrafficDrawing(state, nodes).drawn(moment);
    }

    private Traffic drawn(Moment moment) {
        Map<Snapshot.Pod, Box> pods = pods();
        List<Snapshot.Service> services = state.all(Snapshot.Service.class).stream()
                .sorted(Comparator.comparing(Snapshot.Service::name))
                .toList();
        List<Box> entries = new ArrayList<>();
        for (Snapshot.Service service : services) {
            List<String> endpoints = endpoints(service);
            List<String> lines = serviceLines(service);
            if (endpoints.isEmpty()) {
                lines.add("\u2717 no endpoints");
            }
            Box box = add(2, endpoints.isEmpty() ? "service unserved" : "service", lines);
            entries.addAll(entries(service, box));
            leadTo(service, box, endpoints, pods);
        }
        if (!entries.isEmpty()) {
            Box client = new Box(COLUMN[0], entries.get(0).y(), COLUMN_WIDTH[0], LINE + 14, "client", List.of());
            Box labelled = withLines(client, List.of("client"));
            boxes.add(labelled);
            bottom[0] = labelled.y() + labelled.height() + GAP;
            entries.forEach(entry -> connect(labelled, entry));
        }
        double height = 0;
        for (double column : bottom) {
            height = Math.max(height, column);
        }
        return new Traffic(moment, WIDTH, height, boxes, edges, String.join(" ", sentences));
    }

    private Map<Snapshot.Pod, Box> pods() {
        return state.all(Snapshot.Pod.class).stream()
                .filter(pod -> !pod.terminating())
                .sorted(Comparator.comparing(Snapshot.Pod::name))
                .limit(MOST_PODS)
                .collect(Collectors.toMap(
                        pod -> pod,
                        pod -> add(3, pod.ready() ? "pod" : "pod unready", podLines(pod)),
                        (a, b) -> a,
                        java.util.LinkedHashMap::new));
    }

    private static List<String> podLines(Snapshot.Pod pod) {
        List<String> lines = new ArrayList<>();
        lines.add("pod " + pod.name());
        lines.add(
                (pod.ip() == null ? "no address" : pod.ip()) + " on " + (pod.node() == null ? "no node" : pod.node()));
        lines.add(labels(pod.labels()) + (pod.ready() ? "" : " (not ready)"));
        return lines;
    }

    private static String labels(Map<String, String> labels) {
        String shown = labels.entrySet().stream()
                .filter(label -> !label.getKey().equals("pod-template-hash"))
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(", "));
        return shown.isEmpty() ? "no labels" : shown;
    }

    private static List<String> serviceLines(Snapshot.Service service) {
        List<String> lines = new ArrayList<>();
        lines.add("service " + service.name());
        lines.add(service.type());
        for (Snapshot.Service.Port port : service.ports()) {
            lines.add(service.clusterIp() + ":" + port.port() + " to " + port.targetPort());
        }
        lines.add("selects " + labels(service.selector()));
        return lines;
    }

    private List<Box> entries(Snapshot.Service service, Box box) {
        List<Box> entries = new ArrayList<>();
        for (Snapshot.Service.Port port : service.ports()) {
            if (port.nodePort() != 0) {
                List<String> lines = new ArrayList<>(List.of("node port " + port.nodePort()));
                nodes.stream()
                        .limit(5)
                        .forEach(node -> lines.add(node.name() + " " + String.join(" ", node.addresses())));
                entries.add(entry(lines, box));
            }
        }
        if (service.type().equals("LoadBalancer")) {
            entries.add(entry(
                    List.of(
                            "load balancer",
                            service.externalAddresses().isEmpty()
                                    ? "<pending>"
                                    : String.join(" ", service.externalAddresses())),
                    box));
        }
        for (Snapshot.Ingress ingress : state.all(Snapshot.Ingress.class)) {
            for (Snapshot.Ingress.Rule rule : ingress.rules()) {
                if (rule.service().equals(service.name())) {
                    entries.add(entry(ingressLines(ingress, rule), box));
                }
            }
        }
        return entries;
    }

    private static List<String> ingressLines(Snapshot.Ingress ingress, Snapshot.Ingress.Rule rule) {
        return List.of(
                "ingress " + ingress.name(),
                (rule.host().isEmpty() ? "any host" : rule.host()) + rule.path(),
                "class " + (ingress.className() == null ? "<none>" : ingress.className()),
                ingress.addresses().isEmpty() ? "no address" : "at " + String.join(" ", ingress.addresses()));
    }

    private Box entry(List<String> lines, Box service) {
        Box entry = add(1, "entry", lines);
        connect(entry, service);
        sentences.add("From the client by " + String.join(", ", lines) + ".");
        return entry;
    }

    private List<String> endpoints(Snapshot.Service service) {
        return state.find(Snapshot.Endpoints.class, service.name())
                .map(endpoints -> List.copyOf(endpoints.addresses()))
                .orElse(List.of());
    }

    private void leadTo(Snapshot.Service service, Box box, List<String> endpoints, Map<Snapshot.Pod, Box> pods) {
        List<String> reached = new ArrayList<>();
        for (String address : endpoints) {
            String ip = address.substring(0, Math.max(0, address.lastIndexOf(':')));
            pods.forEach((pod, podBox) -> {
                if (ip.equals(pod.ip())) {
                    connect(box, podBox);
                    reached.add(pod.name() + " at " + address);
                }
            });
        }
        sentences.add("Service " + service.name() + ", " + String.join(", ", serviceLines(service)) + ", leads to "
                + (reached.isEmpty() ? "no pod" : String.join(", ", reached)) + ".");
    }

    private Box add(int column, String style, List<String> lines) {
        Box empty = new Box(
                COLUMN[column], bottom[column], COLUMN_WIDTH[column], LINE * lines.size() + 14, style, List.of());
        Box box = withLines(empty, lines);
        boxes.add(box);
        bottom[column] = box.y() + box.height() + GAP;
        return box;
    }

    private static Box withLines(Box box, List<String> lines) {
        List<Line> placed = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            placed.add(new Line(
                    box.x() + 8, box.y() + 7 + LINE * (i + 0.75), Svg.fitting(lines.get(i), box.width() - 14)));
        }
        return new Box(box.x(), box.y(), box.width(), box.height(), box.style(), placed);
    }

    private void connect(Box from, Box to) {
        double x1 = from.x() + from.width();
        double y1 = Svg.at(from.y() + from.height() / 2);
        double x2 = to.x();
        double y2 = Svg.at(to.y() + to.height() / 2);
        double middle = Svg.at((x1 + x2) / 2);
        String path =
                "M" + x1 + " " + y1 + "C" + middle + " " + y1 + " " + middle + " " + y2 + " " + (x2 - 7) + " " + y2;
        edges.add(path);
    }
}

package io.tutorproof.report;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Evidence;
import io.tutorproof.claim.Text;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.observe.State;
import io.tutorproof.report.RunResult.NodeFacts;
import io.tutorproof.report.Traffic.Box;
import io.tutorproof.report.Traffic.Line;
import io.tutorproof.report.Traffic.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        boolean something = Stream.of(Snapshot.Service.class, Snapshot.Ingress.class)
                .anyMatch(type -> !state.all(type).isEmpty());
        return something ? new TrafficDrawing(state, nodes).drawn(moment) : null;
    }

    private Traffic drawn(Moment moment) {
        Map<Snapshot.Pod, Box> pods = pods();
        List<Box> entries = new ArrayList<>();
        for (Snapshot.Service service : sorted(Snapshot.Service.class)) {
            List<String> endpoints = endpoints(service);
            List<Text> lines = TrafficWords.ofService(service);
            if (endpoints.isEmpty()) {
                lines.add(new Text("\u2717 no endpoints", "\u2717 sin endpoints"));
            }
            Box box = add(2, endpoints.isEmpty() ? "service unserved" : "service", lines);
            entries.addAll(entries(service, box));
            leadTo(service, box, endpoints, pods);
        }
        addIngressesToNothing();
        if (!entries.isEmpty()) {
            bottom[0] = entries.get(0).y();
            Box client = add(0, "client", List.of(new Text("client", "cliente")));
            entries.forEach(entry -> connect(client, entry));
        }
        double height = Arrays.stream(bottom).max().orElse(0);
        return new Traffic(moment, WIDTH, height, boxes, edges, String.join(" ", sentences));
    }

    private <S extends Snapshot> List<S> sorted(Class<S> type) {
        return state.all(type).stream()
                .sorted(Comparator.comparing(Snapshot::name))
                .toList();
    }

    private Map<Snapshot.Pod, Box> pods() {
        List<Snapshot.Pod> all = sorted(Snapshot.Pod.class).stream()
                .filter(pod -> !pod.terminating())
                .toList();
        Map<Snapshot.Pod, Box> shown = new LinkedHashMap<>();
        all.stream()
                .limit(MOST_PODS)
                .forEach(pod -> shown.put(pod, add(3, pod.ready() ? "pod" : "pod unready", TrafficWords.ofPod(pod))));
        int left = all.size() - shown.size();
        if (left > 0) {
            add(3, "pod unready", List.of(new Text("and " + left + " more pods", "y " + left + " pods más")));
        }
        return shown;
    }

    /** The ways in to a service; those that work, for the client to be connected with. */
    private List<Box> entries(Snapshot.Service service, Box box) {
        List<Box> working = new ArrayList<>();
        for (Snapshot.Service.Port port : service.ports()) {
            if (port.nodePort() != 0) {
                working.addAll(entry(TrafficWords.ofNodePort(port, nodes), true, box));
            }
        }
        if (service.type().equals("LoadBalancer")) {
            List<Text> lines = List.of(
                    new Text("load balancer", "balanceador de carga"),
                    service.externalAddresses().isEmpty()
                            ? new Text("\u2717 <pending>: no address", "\u2717 <pending>: sin dirección")
                            : TrafficWords.same(TrafficWords.joined(service.externalAddresses())));
            working.addAll(entry(lines, !service.externalAddresses().isEmpty(), box));
        }
        for (Snapshot.Ingress ingress : sorted(Snapshot.Ingress.class)) {
            for (Snapshot.Ingress.Rule rule : ingress.rules()) {
                if (rule.service().equals(service.name())) {
                    working.addAll(entry(
                            TrafficWords.ofIngress(ingress, rule),
                            !ingress.addresses().isEmpty(),
                            box));
                }
            }
        }
        return working;
    }

    /** Draws a way in; it is returned when it works, that is, when there is an address to ask at. */
    private List<Box> entry(List<Text> lines, boolean works, Box service) {
        Box entry = add(1, works ? "entry" : "entry unserved", lines);
        String told = lines.stream().map(Text::en).collect(Collectors.joining(", "));
        sentences.add(works ? "From the client by " + told + "." : "No way in: " + told + ".");
        if (!works) {
            return List.of();
        }
        connect(entry, service);
        return List.of(entry);
    }

    private void addIngressesToNothing() {
        for (Snapshot.Ingress ingress : sorted(Snapshot.Ingress.class)) {
            for (Snapshot.Ingress.Rule rule : ingress.rules()) {
                if (state.find(Snapshot.Service.class, rule.service()).isEmpty()) {
                    List<Text> lines = new ArrayList<>(TrafficWords.ofIngress(ingress, rule));
                    lines.add(new Text(
                            "\u2717 no service " + rule.service(), "\u2717 no hay servicio " + rule.service()));
                    add(1, "entry unserved", lines);
                    sentences.add("Ingress " + ingress.name() + " leads to no service " + rule.service() + ".");
                }
            }
        }
    }

    private List<String> endpoints(Snapshot.Service service) {
        return state.find(Snapshot.Endpoints.class, service.name())
                .map(endpoints -> endpoints.addresses().stream().sorted().toList())
                .orElse(List.of());
    }

    private void leadTo(Snapshot.Service service, Box box, List<String> endpoints, Map<Snapshot.Pod, Box> pods) {
        for (String address : endpoints) {
            String ip = address.substring(0, Math.max(0, address.lastIndexOf(':')));
            pods.forEach((pod, podBox) -> {
                if (ip.equals(pod.ip())) {
                    connect(box, podBox);
                }
            });
        }
        sentences.add("Service " + service.name() + ", "
                + TrafficWords.ofService(service).stream().map(Text::en).collect(Collectors.joining(", "))
                + ", leads to "
                + (endpoints.isEmpty() ? "no pod" : String.join(", ", endpoints)) + ".");
    }

    private Box add(int column, String style, List<Text> lines) {
        double x = COLUMN[column];
        double y = bottom[column];
        double width = COLUMN_WIDTH[column];
        List<Line> placed = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Text fitting = new Text(
                    Svg.fitting(lines.get(i).en(), width - 14),
                    Svg.fitting(lines.get(i).es(), width - 14));
            placed.add(new Line(x + 8, y + 7 + LINE * (i + 0.75), fitting));
        }
        Box box = new Box(x, y, width, LINE * lines.size() + 14, style, placed);
        boxes.add(box);
        bottom[column] = y + box.height() + GAP;
        return box;
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

package io.tutorproof.report;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Evidence;
import io.tutorproof.observe.Event;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.report.Timeline.Bar;
import io.tutorproof.report.Timeline.Command;
import io.tutorproof.report.Timeline.Curve;
import io.tutorproof.report.Timeline.Failure;
import io.tutorproof.report.Timeline.Lane;
import io.tutorproof.report.Timeline.Owner;
import io.tutorproof.report.Timeline.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draws a claim's {@link Timeline} from its recorded history. */
final class TimelineDrawing {
    private static final double WIDTH = 960;
    private static final double LEFT = 250;
    private static final double RIGHT = 948;
    private static final double TOP = 34;
    private static final double ROW = 20;
    private static final double LABEL = 62;
    private static final int MOST_PODS = 40;
    private static final int COLOURS = 6;

    /** The first words of commands that only look. */
    private static final Set<String> LOOKS =
            Set.of("get", "describe", "version", "rollout status", "exec", "port-forward", "explain", "auth", "images");

    private final ClaimResult claim;
    private final History history;
    private final TimeAxis axis;
    private final List<Lane> lanes = new ArrayList<>();
    private final Map<String, Owner> owners = new LinkedHashMap<>();

    private TimelineDrawing(ClaimResult claim, History history) {
        this.claim = claim;
        this.history = history;
        Instant end = Stream.concat(
                        history.events().stream().map(Event::at),
                        claim.evidence().stream().map(Evidence::at))
                .max(Instant::compareTo)
                .orElse(claim.begun());
        this.axis = TimeAxis.between(claim.begun(), end, LEFT, RIGHT);
    }

    /** The picture, or null when neither a pod nor an endpoint was seen. */
    static @Nullable Timeline draw(ClaimResult claim, History history) {
        boolean something = history.events().stream()
                .map(Event::object)
                .anyMatch(object -> object instanceof Snapshot.Pod || object instanceof Snapshot.Endpoints);
        return something ? new TimelineDrawing(claim, history).draw() : null;
    }

    private Timeline draw() {
        List<PodLane> pods = podLanes();
        pods.stream().limit(MOST_PODS).forEach(this::addPod);
        if (pods.size() > MOST_PODS) {
            addLane("and " + (pods.size() - MOST_PODS) + " more pods", "", List.of(), List.of());
        }
        addEndpoints();
        claim.evidence().forEach(evidence -> {
            if (evidence instanceof Evidence.Requests requests) {
                addRequests(requests);
            }
        });
        double below = TOP + ROW * lanes.size();
        Curve curve = PodCounts.curve(history, axis, below + 18);
        double bottom = curve == null ? below : curve.bottom();
        return new Timeline(
                WIDTH,
                bottom + 24,
                LEFT,
                RIGHT,
                bottom,
                axis.ticks(),
                windows(),
                commands(),
                lanes,
                curve,
                List.copyOf(owners.values()),
                description(pods));
    }

    private List<PodLane> podLanes() {
        Map<String, PodLane> byUid = new LinkedHashMap<>();
        for (Event event : history.events()) {
            if (event.object() instanceof Snapshot.Pod pod) {
                PodLane lane = byUid.get(pod.uid());
                if (lane == null) {
                    byUid.put(pod.uid(), new PodLane(event, pod));
                } else {
                    lane.take(event, pod);
                }
            }
        }
        return List.copyOf(byUid.values());
    }

    private void addPod(PodLane lane) {
        String colour = owners.computeIfAbsent(
                        lane.owner(), name -> new Owner("owner-" + owners.size() % COLOURS, name))
                .style();
        List<Bar> bars = lane.stretches().stream()
                .map(stretch -> bar(
                        stretch.from(),
                        stretch.to(),
                        stretch.phase().style() + " " + colour,
                        lane.pod().name() + ": " + stretch.phase().words,
                        ""))
                .toList();
        addLane(lane.pod().name(), lane.pod() + " of " + lane.owner(), bars, List.of());
    }

    private Bar bar(Instant from, @Nullable Instant to, String style, String what, String text) {
        double x = axis.x(from);
        double width = Svg.at((to == null ? RIGHT : axis.x(to)) - x);
        String title =
                what + ", " + Svg.seconds(offset(from)) + " to " + (to == null ? "the end" : Svg.seconds(offset(to)));
        return new Bar(x, Math.max(1, width), style, title, Svg.fitting(text, width - 8));
    }

    private double offset(Instant time) {
        return Svg.secondsBetween(claim.begun(), time);
    }

    private void addEndpoints() {
        Map<String, List<Event>> byName = new LinkedHashMap<>();
        for (Event event : history.events()) {
            if (event.object() instanceof Snapshot.Endpoints endpoints) {
                byName.computeIfAbsent(endpoints.name(), name -> new ArrayList<>())
                        .add(event);
            }
        }
        byName.forEach((name, events) ->
                addLane("endpoints " + name, "endpoints of service " + name, endpointBars(events), List.of()));
    }

    private List<Bar> endpointBars(List<Event> events) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            Instant until = i + 1 < events.size() ? events.get(i + 1).at() : null;
            if (event.change() != Event.Change.DELETED && event.object() instanceof Snapshot.Endpoints endpoints) {
                boolean none = endpoints.addresses().isEmpty();
                String addresses = none ? "<none>" : String.join(", ", endpoints.addresses());
                bars.add(bar(event.at(), until, none ? "endpoints-none" : "endpoints", addresses, addresses));
            }
        }
        return bars;
    }

    private void addRequests(Evidence.Requests requests) {
        Instant begun = requests.at().minusMillis((long) (requests.seconds() * 1000));
        String failed = requests.failures().size() + " of " + requests.count() + " failed";
        addLane(
                "requests",
                requests.what(),
                List.of(bar(begun, requests.at(), "requests", requests.what() + ": " + failed, failed)),
                requests.failures().stream()
                        .map(failure -> new Failure(axis.x(failure.at()), "failed: " + failure.why()))
                        .toList());
    }

    private void addLane(String label, String title, List<Bar> bars, List<Failure> failures) {
        lanes.add(new Lane(
                TOP + ROW * lanes.size(),
                Svg.fitting(label, LEFT - 12),
                title.isEmpty() ? label : title,
                bars,
                failures));
    }

    private List<Window> windows() {
        List<Window> windows = new ArrayList<>();
        for (Evidence evidence : claim.evidence()) {
            if (evidence instanceof Evidence.Window window) {
                double from = axis.x(offset(window.at()) - window.seconds());
                windows.add(new Window(from, Svg.at(axis.x(window.at()) - from), "watched: " + window.what()));
            }
        }
        return windows;
    }

    private List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        double free = LEFT;
        for (Evidence evidence : claim.evidence()) {
            if (evidence instanceof Evidence.Command command && acts(command.command())) {
                double x = axis.x(offset(command.at()) - command.seconds());
                boolean room = x >= free;
                commands.add(new Command(x, room ? verb(command.command()) : "", "$ " + command.command()));
                free = room ? x + LABEL : free;
            }
        }
        return commands;
    }

    private static boolean acts(String command) {
        return LOOKS.stream().noneMatch(look -> command.contains(" " + look)) && !command.contains("--dry-run");
    }

    private static String verb(String command) {
        String[] words = command.split(" ", -1);
        return words.length < 2 ? command : Svg.fitting(words[1], LABEL);
    }

    private String description(List<PodLane> pods) {
        List<String> sentences = new ArrayList<>();
        pods.stream().limit(MOST_PODS).forEach(pod -> sentences.add(pod.toString()));
        lanes.stream()
                .filter(lane -> lane.label().startsWith("endpoints"))
                .forEach(lane -> sentences.add(lane.title() + ": "
                        + String.join("; ", lane.bars().stream().map(Bar::title).toList())));
        return String.join(". ", sentences);
    }
}

package io.tutorproof.report;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Evidence;
import io.tutorproof.claim.Text;
import io.tutorproof.observe.Event;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.report.Timeline.Bar;
import io.tutorproof.report.Timeline.Curve;
import io.tutorproof.report.Timeline.Lane;
import io.tutorproof.report.Timeline.Mark;
import io.tutorproof.report.Timeline.Owner;
import io.tutorproof.report.Timeline.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draws a claim's {@link Timeline} from its recorded history. */
final class TimelineDrawing {
    private static final double WIDTH = 960;
    private static final double LEFT = 250;
    private static final double RIGHT = 948;
    private static final double TOP = 34;
    private static final double ROW = 20;
    private static final int MOST_PODS = 40;
    private static final int COLOURS = 6;

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
            int left = pods.size() - MOST_PODS;
            addLane(new Text("and " + left + " more pods", "y " + left + " pods más"), "", List.of(), List.of());
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
                TypedCommands.of(claim, axis, LEFT),
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
        List<Mark> restarts = lane.restarts().stream()
                .map(at -> new Mark(axis.x(at), Mark.RESTART, lane.pod().name() + ": container started anew"))
                .toList();
        addLane(same(lane.pod().name()), lane.pod() + " of " + lane.owner(), bars, restarts);
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
                addLane(same("endpoints " + name), "endpoints of service " + name, endpointBars(events), List.of()));
    }

    /** A bar for each time in which the endpoints were the same. */
    private List<Bar> endpointBars(List<Event> events) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < events.size(); ) {
            int next = i + 1;
            while (next < events.size() && addresses(events.get(next)).equals(addresses(events.get(i)))) {
                next++;
            }
            Instant until = next < events.size() ? events.get(next).at() : null;
            Event event = events.get(i);
            addresses(event).ifPresent(addresses -> bars.add(endpointBar(event.at(), until, addresses)));
            i = next;
        }
        return bars;
    }

    private Bar endpointBar(Instant from, @Nullable Instant until, Set<String> addresses) {
        String all =
                addresses.isEmpty() ? "<none>" : addresses.stream().sorted().collect(Collectors.joining(", "));
        Bar whole = bar(from, until, addresses.isEmpty() ? "endpoints-none" : "endpoints", all, all);
        return whole.text().equals(all)
                ? whole
                : bar(from, until, whole.style(), all, String.valueOf(addresses.size()));
    }

    private static Optional<Set<String>> addresses(Event event) {
        return event.change() != Event.Change.DELETED && event.object() instanceof Snapshot.Endpoints endpoints
                ? Optional.of(endpoints.addresses())
                : Optional.empty();
    }

    private void addRequests(Evidence.Requests requests) {
        Instant begun = requests.at().minusMillis((long) (requests.seconds() * 1000));
        String counts = requests.failures().size() + " of " + requests.count() + " failed";
        addLane(
                new Text(
                        "requests: " + counts,
                        "peticiones: " + requests.failures().size() + " de " + requests.count() + " fallidas"),
                requests.what() + ": " + counts,
                List.of(bar(begun, requests.at(), "requests", requests.what() + ": " + counts, "")),
                requests.failures().stream()
                        .map(failure -> new Mark(axis.x(failure.at()), Mark.FAILURE, "failed: " + failure.why()))
                        .toList());
    }

    private static Text same(String text) {
        return new Text(text, text);
    }

    private void addLane(Text label, String title, List<Bar> bars, List<Mark> marks) {
        Text fitting = new Text(Svg.fitting(label.en(), LEFT - 12), Svg.fitting(label.es(), LEFT - 12));
        lanes.add(new Lane(TOP + ROW * lanes.size(), fitting, title.isEmpty() ? label.en() : title, bars, marks));
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

    private String description(List<PodLane> pods) {
        List<String> sentences = new ArrayList<>();
        pods.stream().limit(MOST_PODS).forEach(pod -> sentences.add(pod.toString()));
        lanes.stream()
                .filter(lane -> lane.title().startsWith("endpoints of"))
                .forEach(lane -> sentences.add(lane.title() + ": "
                        + String.join("; ", lane.bars().stream().map(Bar::title).toList())));
        lanes.stream()
                .filter(lane -> lane.label().en().startsWith("requests: "))
                .forEach(lane -> sentences.add(lane.title()));
        windows().forEach(window -> sentences.add(window.title()));
        return String.join(". ", sentences);
    }
}

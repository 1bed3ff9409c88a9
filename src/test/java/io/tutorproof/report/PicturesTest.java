package io.tutorproof.report;

import static io.tutorproof.report.Results.BEGUN;
import static io.tutorproof.report.Results.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Evidence;
import io.tutorproof.claim.Phase;
import io.tutorproof.claim.Verdict;
import io.tutorproof.observe.Event;
import io.tutorproof.observe.Event.Change;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.report.Timeline.Bar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The pictures show what the histories have, no more and nothing else. */
class PicturesTest {
    private static final Instant BEGIN = BEGUN.plusSeconds(10);

    private final List<Event> events = new ArrayList<>();

    private void at(double seconds, Change change, Snapshot object) {
        events.add(new Event(BEGIN.plusMillis((long) (seconds * 1000)), change, object));
    }

    private static ClaimResult claim(Evidence... evidence) {
        return Results.claim("a-claim", Verdict.HOLDS, null, evidence);
    }

    private Timeline timeline(Evidence... evidence) {
        return Objects.requireNonNull(TimelineDrawing.draw(claim(evidence), new History(events, null)));
    }

    @Test
    void a_pods_lane_has_a_bar_for_each_phase_from_its_begin_to_its_end() {
        at(1, Change.ADDED, pod("a", "Pending", false, false));
        at(2, Change.MODIFIED, pod("a", "Running", false, false));
        at(2.5, Change.MODIFIED, pod("a", "Running", false, false));
        at(3, Change.MODIFIED, pod("a", "Running", true, false));
        at(6, Change.MODIFIED, pod("a", "Running", true, true));
        at(8, Change.DELETED, pod("a", "Running", false, true));
        at(10, Change.ADDED, pod("b", "Pending", false, false));

        List<Bar> bars = timeline().lanes().get(0).bars();

        assertThat(bars)
                .extracting(Bar::title)
                .containsExactly(
                        "a: pending, 1.0 s to 2.0 s",
                        "a: running, not ready, 2.0 s to 3.0 s",
                        "a: ready, 3.0 s to 6.0 s",
                        "a: terminating, 6.0 s to 8.0 s");
        assertThat(bars)
                .extracting(Bar::style)
                .allSatisfy(style -> assertThat(style).endsWith(" owner-0"));
        double second = (948 - 250) / 10.0;
        assertThat(bars.get(2).x()).isEqualTo(Svg.at(250 + 3 * second));
        assertThat(bars.get(2).width()).isEqualTo(Svg.at(3 * second));
        assertThat(timeline().description())
                .startsWith("a: pending from 0.0 s, running, not ready from 1.0 s, ready from 2.0 s, terminating from"
                        + " 5.0 s, then gone. b: pending");
    }

    @Test
    void the_curve_counts_ready_and_staying_pods_within_what_the_deployment_allows() {
        at(0, Change.ADDED, new Snapshot.Deployment("d", "d", 2, 2, 2, 2, 1, 1, null, 1, 0));
        at(1, Change.ADDED, pod("a", "Running", true, false));
        at(2, Change.ADDED, pod("b", "Running", false, false));
        at(3, Change.MODIFIED, pod("a", "Running", true, true));
        at(4, Change.DELETED, pod("a", "Running", true, true));

        Timeline.Curve curve = Objects.requireNonNull(timeline().curve());

        double left = 250;
        double second = (948 - 250) / 4.0;
        double none = curve.bottom();
        assertThat(curve.levels()).extracting(Timeline.Level::pods).containsExactly(0, 1, 2, 3);
        assertThat(curve.ready())
                .isEqualTo("M" + left + " " + none + "H" + left + "V" + none
                        + "H" + (left + second) + "V" + (none - 13)
                        + "H" + (left + 2 * second) + "V" + (none - 13)
                        + "H" + (left + 3 * second) + "V" + none
                        + "H948.0V" + none + "H948.0");
        assertThat(curve.there()).contains("V" + (none - 26));
        assertThat(curve.band()).isEqualTo("M" + left + " " + (none - 26) + "H948.0V" + (none - 39) + "H" + left + "Z");
    }

    @Test
    void without_controllers_there_is_no_curve_and_without_pods_no_picture() {
        at(0, Change.ADDED, new Snapshot.Endpoints("s", "e", Set.of()));

        assertThat(timeline().curve()).isNull();
        assertThat(timeline().lanes().get(0).bars()).extracting(Bar::text).containsExactly("<none>");
        assertThat(TimelineDrawing.draw(claim(), new History(List.of(), null))).isNull();
    }

    @Test
    void commands_that_act_windows_and_failed_requests_are_marked() {
        at(10, Change.ADDED, pod("a", "Running", true, false));

        Timeline timeline = timeline(
                new Evidence.Command(Phase.READER, BEGIN.plusSeconds(2), "kubectl apply -f x", 0, "", 1),
                new Evidence.Command(Phase.READER, BEGIN.plusSeconds(3), "kubectl get pods", 0, "", 1),
                new Evidence.Command(Phase.READER, BEGIN.plusSeconds(3), "kubectl create x --dry-run=client", 0, "", 1),
                new Evidence.Window(Phase.THEN, BEGIN.plusSeconds(9), "nothing", 5, "fence"),
                new Evidence.Requests(
                        Phase.THEN,
                        BEGIN.plusSeconds(8),
                        "asked",
                        4,
                        100,
                        List.of(new Evidence.Failure(BEGIN.plusSeconds(5), "refused"))));

        assertThat(timeline.commands()).extracting(Timeline.Command::label).containsExactly("apply");
        double second = (948 - 250) / 10.0;
        assertThat(timeline.commands().get(0).x()).isEqualTo(Svg.at(250 + second));
        assertThat(timeline.windows().get(0).x()).isEqualTo(Svg.at(250 + 4 * second));
        assertThat(timeline.windows().get(0).width()).isEqualTo(Svg.at(5 * second));
        Timeline.Lane requests = timeline.lanes().get(1);
        assertThat(requests.marks()).extracting(Timeline.Mark::x).containsExactly(Svg.at(250 + 5 * second));
        assertThat(requests.label().en()).isEqualTo("requests: 1 of 100 failed");
    }

    private static Snapshot.Service service(Map<String, String> selector) {
        return new Snapshot.Service(
                "web",
                "s",
                "NodePort",
                "10.43.0.9",
                selector,
                List.of(new Snapshot.Service.Port(80, "80", 30100)),
                Set.of());
    }

    @Test
    void traffic_leads_from_the_node_port_to_the_pods_that_are_endpoints() {
        at(1, Change.ADDED, service(Map.of("app", "a")));
        at(2, Change.ADDED, pod("a", "Running", true, false));
        at(3, Change.ADDED, new Snapshot.Endpoints("web", "e", Set.of("10.42.0.7:80")));

        List<Traffic> traffic = TrafficDrawing.draw(
                claim(), new History(events, null), Results.cluster().nodes());

        assertThat(traffic).hasSize(1);
        assertThat(traffic.get(0).description())
                .contains("node port 30100, server 172.18.0.2, agent-1 172.18.0.3")
                .contains(
                        "Service web, service web, NodePort, 10.43.0.9:80 \u2192 80, selects app=a, leads to 10.42.0.7:80.");
        assertThat(traffic.get(0).edges()).hasSize(3);
    }

    @Test
    void while_it_was_watched_and_at_the_end_are_two_pictures_when_they_differ() {
        at(1, Change.ADDED, service(Map.of("app", "other")));
        at(2, Change.ADDED, pod("a", "Running", true, false));
        at(3, Change.ADDED, new Snapshot.Endpoints("web", "e", Set.of()));
        Evidence.Window window = new Evidence.Window(Phase.THEN, BEGIN.plusSeconds(8), "none", 5, "fence");
        History watched = new History(events, null);
        List<Traffic> same = TrafficDrawing.draw(claim(window), watched, List.of());
        at(9, Change.MODIFIED, new Snapshot.Endpoints("web", "e", Set.of("10.42.0.7:80")));
        at(9, Change.MODIFIED, service(Map.of("app", "a")));
        List<Traffic> changed = TrafficDrawing.draw(claim(window), new History(events, null), List.of());

        assertThat(same).extracting(Traffic::moment).containsExactly(Traffic.Moment.WINDOW);
        assertThat(lines(same.get(0))).contains("\u2717 no endpoints");
        assertThat(changed).extracting(Traffic::moment).containsExactly(Traffic.Moment.WINDOW, Traffic.Moment.END);
        assertThat(lines(changed.get(1))).doesNotContain("\u2717 no endpoints");
    }

    private static List<String> lines(Traffic traffic) {
        return traffic.boxes().stream()
                .flatMap(box -> box.lines().stream())
                .map(line -> line.text().en())
                .toList();
    }

    @Test
    void an_ingress_and_a_load_balancer_are_ways_in() {
        at(
                1,
                Change.ADDED,
                new Snapshot.Service("web", "s", "LoadBalancer", "10.43.0.9", Map.of(), List.of(), Set.of()));
        at(
                2,
                Change.ADDED,
                new Snapshot.Ingress(
                        "in", "i", null, List.of(new Snapshot.Ingress.Rule("mi-app.com", "/", "web", "80")), Set.of()));

        assertThat(TrafficDrawing.draw(claim(), new History(events, null), List.of())
                        .get(0)
                        .description())
                .contains("No way in: load balancer, \u2717 <pending>: no address.")
                .contains("No way in: ingress in, mi-app.com/, class <none>, \u2717 no address.")
                .contains("leads to no pod");
    }

    @Test
    void a_way_in_without_an_address_leads_nowhere() {
        at(1, Change.ADDED, service(Map.of("app", "a")));
        at(
                2,
                Change.ADDED,
                new Snapshot.Ingress(
                        "in",
                        "i",
                        "nobody",
                        List.of(new Snapshot.Ingress.Rule("mi-app.com", "/", "web", "80")),
                        Set.of()));
        at(
                2,
                Change.ADDED,
                new Snapshot.Ingress(
                        "lost",
                        "l",
                        null,
                        List.of(new Snapshot.Ingress.Rule("", "/", "none", "80")),
                        Set.of("172.18.0.2")));
        at(3, Change.ADDED, pod("a", "Running", true, false));
        at(3, Change.ADDED, new Snapshot.Endpoints("web", "e", Set.of("10.42.0.7:80")));

        Traffic traffic = TrafficDrawing.draw(claim(), new History(events, null), List.of())
                .get(0);

        // The client to the node port, that to the service, and the service to the pod; none from the Ingresses.
        assertThat(traffic.edges()).hasSize(3);
        assertThat(lines(traffic)).contains("\u2717 no address", "\u2717 no service none");
        assertThat(traffic.description())
                .contains("No way in: ingress in, mi-app.com/, class nobody, \u2717 no address.")
                .contains("Ingress lost leads to no service none.");
    }

    @Test
    void the_order_in_which_things_were_seen_does_not_matter_to_the_way() {
        List<Snapshot> objects = List.of(
                service(Map.of("app", "a")),
                new Snapshot.Ingress(
                        "b", "1", null, List.of(new Snapshot.Ingress.Rule("b", "/", "web", "80")), Set.of("ip")),
                new Snapshot.Ingress(
                        "a", "2", null, List.of(new Snapshot.Ingress.Rule("a", "/", "web", "80")), Set.of("ip")));
        objects.forEach(object -> at(1, Change.ADDED, object));
        List<Traffic> one = TrafficDrawing.draw(claim(), new History(events, null), List.of());
        Collections.reverse(events);

        assertThat(TrafficDrawing.draw(claim(), new History(events, null), List.of()))
                .isEqualTo(one);
    }

    @Test
    void a_container_started_anew_is_marked() {
        at(1, Change.ADDED, pod("a", "Running", true, false));
        Snapshot.Pod before = pod("a", "Running", true, false);
        at(
                4,
                Change.MODIFIED,
                new Snapshot.Pod(
                        "a",
                        before.uid(),
                        before.labels(),
                        "Running",
                        true,
                        false,
                        "i",
                        null,
                        1,
                        "server",
                        null,
                        before.owner(),
                        null));
        at(8, Change.DELETED, before);

        assertThat(timeline().lanes().get(0).marks())
                .extracting(Timeline.Mark::style, Timeline.Mark::x)
                .containsExactly(tuple(Timeline.Mark.RESTART, Svg.at(250 + (948 - 250) / 2.0)));
    }

    @Test
    void endpoints_that_stay_the_same_are_one_bar() {
        at(1, Change.ADDED, new Snapshot.Endpoints("s", "e", Set.of("10.42.0.7:80")));
        at(3, Change.MODIFIED, new Snapshot.Endpoints("s", "e", Set.of("10.42.0.7:80")));
        at(6, Change.MODIFIED, new Snapshot.Endpoints("s", "e", Set.of()));
        at(8, Change.DELETED, new Snapshot.Endpoints("s", "e", Set.of()));

        assertThat(timeline().lanes().get(0).bars()).extracting(Bar::text).containsExactly("10.42.0.7:80", "<none>");
    }

    @Test
    void any_time_has_a_scale() {
        at(1, Change.ADDED, pod("a", "Running", true, false));
        events.add(new Event(Instant.parse("2999-01-01T00:00:00Z"), Change.DELETED, pod("a", "Running", true, false)));

        assertThat(timeline().ticks()).hasSizeBetween(2, 14);
    }

    @Test
    void claims_that_overlap_are_in_different_rows_of_the_runs_picture() {
        RunChart chart = RunChart.of(Results.run(claim(), Results.claim("another", Verdict.HOLDS, null)));

        assertThat(chart.claims()).extracting(RunChart.ClaimBar::y).doesNotHaveDuplicates();
        assertThat(chart.phases()).extracting(RunChart.PhaseBar::seconds).containsExactly("9.0 s");
    }
}

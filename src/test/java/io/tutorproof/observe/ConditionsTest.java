package io.tutorproof.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static State state(Snapshot... objects) {
        Map<String, Snapshot> byUid = new HashMap<>();
        for (Snapshot object : objects) {
            byUid.put(object.uid(), object);
        }
        return new State(byUid);
    }

    private static Snapshot.Pod pod(String name, boolean ready, boolean terminating, String image) {
        return pod(name, ready, terminating, image, null);
    }

    private static Snapshot.Pod pod(
            String name, boolean ready, boolean terminating, String image, @Nullable String cannotStart) {
        return new Snapshot.Pod(
                name,
                name,
                Map.of("app", "a"),
                "Running",
                ready,
                terminating,
                image,
                "id",
                0,
                "node",
                "ip",
                null,
                cannotStart);
    }

    @Test
    void pods_that_cannot_start_are_an_obstacle_to_those_conditions_that_need_them() {
        State stuck = state(pod("1", true, false, "old"), pod("2", false, false, "new", "ErrImagePull: not there"));
        State going = state(pod("2", false, true, "new", "ErrImagePull: not there"));

        assertThat(Pods.labelled("app=a").ready(2).obstacle().apply(stuck))
                .contains("pod 2 cannot start: ErrImagePull: not there");
        assertThat(Pods.labelled("app=a").readyWithout(2, "1").obstacle().apply(stuck))
                .isPresent();
        assertThat(Pods.labelled("app=a").staying(3, "new").obstacle().apply(stuck))
                .isPresent();
        assertThat(Pods.labelled("app=a").staying(3, "old").obstacle().apply(stuck))
                .isEmpty();
        assertThat(Pods.labelled("app=b").ready(2).obstacle().apply(stuck)).isEmpty();
        assertThat(Pods.labelled("app=a").ready(2).obstacle().apply(going)).isEmpty();
        assertThat(Pods.labelled("app=a").count(3).obstacle().apply(stuck)).isEmpty();
    }

    @Test
    void ready_means_exactly_so_many_besides_those_on_their_way_out() {
        Condition two = Pods.labelled("app=a").ready(2);

        assertThat(two.test())
                .accepts(
                        state(pod("1", true, false, "i"), pod("2", true, false, "i")),
                        state(pod("1", true, false, "i"), pod("2", true, false, "i"), pod("3", true, true, "i")));
        assertThat(two.test())
                .rejects(
                        state(),
                        state(pod("1", true, false, "i")),
                        state(pod("1", true, false, "i"), pod("2", false, false, "i")),
                        state(pod("1", true, false, "i"), pod("2", true, true, "i")));
        assertThat(Pods.labelled("app=a").in(state(pod("1", true, false, "i"), pod("2", true, true, "i"))))
                .extracting(Snapshot.Pod::name)
                .containsExactly("1");
    }

    @Test
    void staying_pods_may_overlap_with_terminating_ones_but_must_have_the_image() {
        Condition one = Pods.labelled("app=a").staying(1, "new");

        assertThat(one.test()).accepts(state(pod("1", true, false, "new"), pod("2", true, true, "old")));
        assertThat(one.test()).rejects(state(pod("1", true, false, "old")), state(pod("1", true, true, "new")));
    }

    @Test
    void a_deployment_is_rolled_out_once_its_controller_says_so_of_the_newest_change() {
        Condition done = Controlled.rolledOut("d", 1);

        assertThat(done.test()).accepts(state(new Snapshot.Deployment("d", "u", 3, 3, 3, 3, 2, 2, null, 1, 0)));
        assertThat(done.test())
                .rejects(
                        state(),
                        state(new Snapshot.Deployment("d", "u", 3, 3, 3, 3, 1, 1, null, 1, 0)),
                        state(new Snapshot.Deployment("d", "u", 3, 3, 3, 3, 2, 1, null, 1, 0)),
                        state(new Snapshot.Deployment("d", "u", 3, 4, 3, 3, 2, 2, null, 1, 0)),
                        state(new Snapshot.Deployment("other", "u", 3, 3, 3, 3, 2, 2, null, 1, 0)));
    }

    @Test
    void a_replicaset_has_so_many_replicas_once_it_wants_and_has_them() {
        Condition none = Controlled.replicas("r", 0);

        assertThat(none.test())
                .accepts(state(new Snapshot.ReplicaSet("r", "u", 0, 0, 0, 1, 1)))
                .rejects(
                        state(),
                        state(new Snapshot.ReplicaSet("r", "u", 0, 1, 1, 1, 1)),
                        state(new Snapshot.ReplicaSet("r", "u", 1, 0, 0, 1, 1)));
        assertThat(Controlled.exists(Snapshot.ReplicaSet.class, "r").test())
                .accepts(state(new Snapshot.ReplicaSet("r", "u", 0, 0, 0, 1, 1)))
                .rejects(state(), state(new Snapshot.Endpoints("r", "u", Set.of())));
    }

    @Test
    void a_rollout_has_failed_once_its_controller_gives_that_reason() {
        Condition failed = Controlled.progressOf("d", "ProgressDeadlineExceeded");

        assertThat(failed.test())
                .accepts(state(new Snapshot.Deployment("d", "u", 3, 4, 1, 3, 2, 2, "ProgressDeadlineExceeded", 1, 0)))
                .rejects(
                        state(),
                        state(new Snapshot.Deployment("d", "u", 3, 4, 1, 3, 2, 2, null, 1, 0)),
                        state(new Snapshot.Deployment("d", "u", 3, 4, 1, 3, 2, 2, "ReplicaSetUpdated", 1, 0)),
                        state(new Snapshot.Deployment("e", "u", 3, 4, 1, 3, 2, 2, "ProgressDeadlineExceeded", 1, 0)));
    }

    @Test
    void no_endpoints_means_an_object_that_is_empty_not_one_that_is_missing() {
        Condition none = Controlled.endpoints("s", 0);

        assertThat(none.test()).accepts(state(new Snapshot.Endpoints("s", "u", Set.of())));
        assertThat(none.test()).rejects(state(), state(new Snapshot.Endpoints("s", "u", Set.of("10.0.0.1:80"))));
    }

    @Test
    void endpoints_follow_pods_only_when_they_are_exactly_the_ready_ones() {
        Condition follow = Controlled.endpointsFollow("s", "app=a", 1, 80);
        Snapshot.Endpoints right = new Snapshot.Endpoints("s", "u", Set.of("ip:80"));

        assertThat(follow.test()).accepts(state(pod("1", true, false, "i"), right));
        assertThat(follow.test())
                .rejects(
                        state(right),
                        state(pod("1", false, false, "i"), right),
                        state(pod("1", true, true, "i"), right),
                        state(pod("1", true, false, "i"), new Snapshot.Endpoints("s", "u", Set.of("ip:81"))),
                        state(pod("1", true, false, "i"), new Snapshot.Endpoints("s", "u", Set.of())));
    }

    @Test
    void an_ingress_and_a_service_have_an_address_once_a_controller_gave_one() {
        assertThat(Controlled.addressed("i").test())
                .accepts(state(new Snapshot.Ingress("i", "u", null, List.of(), Set.of("10.0.0.1"))))
                .rejects(state(), state(new Snapshot.Ingress("i", "u", null, List.of(), Set.of())));
        assertThat(Controlled.balanced("s").test())
                .accepts(state(
                        new Snapshot.Service("s", "u", "LoadBalancer", null, Map.of(), List.of(), Set.of("10.0.0.1"))))
                .rejects(
                        state(),
                        state(new Snapshot.Service("s", "u", "LoadBalancer", null, Map.of(), List.of(), Set.of())));
    }

    @Test
    void one_pod_is_meant_by_its_name_and_some_by_their_image() {
        State both = state(pod("1", true, false, "old"), pod("2", false, false, "new"));

        assertThat(Pods.named("1").ready().test()).accepts(both).rejects(state());
        assertThat(Pods.named("2").runningUnready().test()).accepts(both).rejects(state());
        assertThat(Pods.named("2").inPhase("Running").test()).accepts(both);
        assertThat(Pods.named("2").inPhase("Failed").test()).rejects(both);
        assertThat(Pods.named("1").restarted(1).test()).rejects(both);
        assertThat(Pods.all().count(2).test()).accepts(both);
        assertThat(Pods.labelled("app=a").on("old").count(1).test()).accepts(both);
    }

    @Test
    void a_selector_wants_every_label() {
        Selector both = Selector.parse("app=a,tier=web");

        assertThat(both.matches(Map.of("app", "a", "tier", "web", "x", "y"))).isTrue();
        assertThat(both.matches(Map.of("app", "a"))).isFalse();
        assertThatThrownBy(() -> Selector.parse("app")).hasMessage("'app' is no selector of the form key=value");
    }

    @Test
    void a_poll_says_what_it_waited_for_and_saw_last() {
        assertThatThrownBy(() -> Poll.until("a seven", Duration.ofMillis(150), () -> 6, seen -> seen == 7))
                .isInstanceOf(DeadlineExceeded.class)
                .hasMessageContainingAll("for a seven", "last seen: 6");
    }

    @Test
    void a_poll_for_a_window_fails_on_the_first_exception_to_it() {
        AtomicInteger looks = new AtomicInteger();

        assertThatThrownBy(() ->
                        Poll.throughout("less than 2", Duration.ofMinutes(1), looks::incrementAndGet, seen -> seen < 2))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("saw 2");
    }

    @Test
    void a_poll_during_a_window_returns_all_that_was_seen() {
        AtomicInteger looks = new AtomicInteger();

        Duration window = Duration.ofMillis(150);
        long begun = System.nanoTime();
        List<Integer> seen = Poll.during(window, looks::incrementAndGet);

        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(window.toNanos());
        assertThat(seen).startsWith(1).hasSize(looks.get());
        assertThat(Poll.during(Duration.ZERO, () -> "once")).containsExactly("once");
    }
}

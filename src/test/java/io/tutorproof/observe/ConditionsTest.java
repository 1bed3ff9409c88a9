package io.tutorproof.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
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

    private static Predicate<State> test(Condition<?> condition) {
        return condition::isTrueIn;
    }

    @Test
    void pods_that_cannot_start_are_an_obstacle_to_those_conditions_that_need_them() {
        State stuck =
                state(pod("1", true, false, "old"), pod("2", false, false, "new", "ErrImageNeverPull: not there"));
        State going = state(pod("2", false, true, "new", "ErrImageNeverPull: not there"));

        assertThat(Observed.pods("app=a").areReady(2).obstacle().apply(stuck))
                .contains("pod 2 cannot start: ErrImageNeverPull: not there");
        assertThat(Observed.pods("app=a").areReadyWithout(2, "1").obstacle().apply(stuck))
                .isPresent();
        assertThat(Observed.pods("app=a").areReady(3, "new").obstacle().apply(stuck))
                .isPresent();
        assertThat(Observed.pods("app=a").areReady(3, "old").obstacle().apply(stuck))
                .isEmpty();
        assertThat(Observed.pods("app=b").areReady(2).obstacle().apply(stuck)).isEmpty();
        assertThat(Observed.pods("app=a").areReady(2).obstacle().apply(going)).isEmpty();
        assertThat(Observed.pods("app=a").areInAll(3).obstacle().apply(stuck)).isEmpty();
    }

    @Test
    void ready_means_exactly_so_many_besides_those_on_their_way_out() {
        Condition<?> two = Observed.pods("app=a").areReady(2);

        assertThat(test(two))
                .accepts(
                        state(pod("1", true, false, "i"), pod("2", true, false, "i")),
                        state(pod("1", true, false, "i"), pod("2", true, false, "i"), pod("3", true, true, "i")));
        assertThat(test(two))
                .rejects(
                        state(),
                        state(pod("1", true, false, "i")),
                        state(pod("1", true, false, "i"), pod("2", false, false, "i")),
                        state(pod("1", true, false, "i"), pod("2", true, true, "i")));
        assertThat(Observed.pods("app=a").in(state(pod("1", true, false, "i"), pod("2", true, true, "i"))))
                .extracting(Snapshot.Pod::name)
                .containsExactly("1");
    }

    @Test
    void staying_pods_may_overlap_with_terminating_ones_but_must_have_the_image() {
        Condition<?> one = Observed.pods("app=a").areReady(1, "new");

        assertThat(test(one)).accepts(state(pod("1", true, false, "new"), pod("2", true, true, "old")));
        assertThat(test(one)).rejects(state(pod("1", true, false, "old")), state(pod("1", true, true, "new")));
    }

    @Test
    void a_deployment_is_rolled_out_once_its_controller_says_so_of_the_newest_change() {
        Condition<?> done = Observed.deployment("d").isRolledOut();

        assertThat(test(done)).accepts(state(new Snapshot.Deployment("d", "u", 3, 3, 3, 3, 2, 2, null, 1, 0)));
        assertThat(test(done))
                .rejects(
                        state(),
                        state(new Snapshot.Deployment("d", "u", 3, 3, 3, 3, 2, 1, null, 1, 0)),
                        state(new Snapshot.Deployment("d", "u", 3, 4, 3, 3, 2, 2, null, 1, 0)),
                        state(new Snapshot.Deployment("other", "u", 3, 3, 3, 3, 2, 2, null, 1, 0)));
    }

    @Test
    void a_replicaset_has_so_many_replicas_once_it_wants_and_has_them() {
        Condition<?> none = Observed.replicaSet("r").has(0);

        assertThat(test(none))
                .accepts(state(new Snapshot.ReplicaSet("r", "u", 0, 0, 0, 1, 1)))
                .rejects(
                        state(),
                        state(new Snapshot.ReplicaSet("r", "u", 0, 1, 1, 1, 1)),
                        state(new Snapshot.ReplicaSet("r", "u", 1, 0, 0, 1, 1)));
        assertThat(test(Observed.replicaSet("r").isThere()))
                .accepts(state(new Snapshot.ReplicaSet("r", "u", 0, 0, 0, 1, 1)))
                .rejects(state(), state(new Snapshot.Endpoints("r", "u", Set.of())));
    }

    @Test
    void a_rollout_has_failed_once_its_controller_gives_that_reason() {
        Condition<?> failed = Observed.deployment("d").progresses("ProgressDeadlineExceeded");

        assertThat(test(failed))
                .accepts(state(new Snapshot.Deployment("d", "u", 3, 4, 1, 3, 2, 2, "ProgressDeadlineExceeded", 1, 0)))
                .rejects(
                        state(),
                        state(new Snapshot.Deployment("d", "u", 3, 4, 1, 3, 2, 2, null, 1, 0)),
                        state(new Snapshot.Deployment("d", "u", 3, 4, 1, 3, 2, 2, "ReplicaSetUpdated", 1, 0)),
                        state(new Snapshot.Deployment("e", "u", 3, 4, 1, 3, 2, 2, "ProgressDeadlineExceeded", 1, 0)));
    }

    @Test
    void no_endpoints_means_an_object_that_is_empty_not_one_that_is_missing() {
        Condition<?> none = Observed.endpoints("s").areEmpty();

        assertThat(test(none)).accepts(state(new Snapshot.Endpoints("s", "u", Set.of())));
        assertThat(test(none)).rejects(state(), state(new Snapshot.Endpoints("s", "u", Set.of("10.0.0.1:80"))));
    }

    @Test
    void endpoints_follow_pods_only_when_they_are_exactly_the_ready_ones() {
        Condition<?> follow = Observed.endpoints("s").follow("app=a", 1, 80);
        Snapshot.Endpoints right = new Snapshot.Endpoints("s", "u", Set.of("ip:80"));

        assertThat(test(follow)).accepts(state(pod("1", true, false, "i"), right));
        assertThat(test(follow))
                .rejects(
                        state(right),
                        state(pod("1", false, false, "i"), right),
                        state(pod("1", true, true, "i"), right),
                        state(pod("1", true, false, "i"), new Snapshot.Endpoints("s", "u", Set.of("ip:81"))),
                        state(pod("1", true, false, "i"), new Snapshot.Endpoints("s", "u", Set.of())));
    }

    @Test
    void an_ingress_and_a_service_have_an_address_once_a_controller_gave_one() {
        assertThat(test(Observed.ingress("i").hasAnAddress()))
                .accepts(state(new Snapshot.Ingress("i", "u", null, List.of(), Set.of("10.0.0.1"))))
                .rejects(state(), state(new Snapshot.Ingress("i", "u", null, List.of(), Set.of())));
        assertThat(test(Observed.service("s").hasAnExternalAddress()))
                .accepts(state(
                        new Snapshot.Service("s", "u", "LoadBalancer", null, Map.of(), List.of(), Set.of("10.0.0.1"))))
                .rejects(
                        state(),
                        state(new Snapshot.Service("s", "u", "LoadBalancer", null, Map.of(), List.of(), Set.of())));
    }

    @Test
    void one_pod_is_meant_by_its_name_and_some_by_their_image() {
        State both = state(pod("1", true, false, "old"), pod("2", false, false, "new"));

        assertThat(test(Observed.pod("1").isReady())).accepts(both).rejects(state());
        assertThat(test(Observed.pod("2").runsButIsNotReady())).accepts(both).rejects(state());
        assertThat(test(Observed.pod("2").isInPhase("Running"))).accepts(both);
        assertThat(test(Observed.pod("2").isInPhase("Failed"))).rejects(both);
        assertThat(test(Observed.pod("1").wasRestarted(1))).rejects(both);
        assertThat(test(Observed.allPods().areInAll(2))).accepts(both);
        assertThat(test(Observed.pods("app=a").on("old").areInAll(1))).accepts(both);
    }

    @Test
    void the_same_pods_are_no_others_nor_those_that_were_started_anew() {
        Snapshot.Pod one = pod("1", true, false, "i");
        Condition<?> same = Observed.pods("app=a").are(List.of(one));

        assertThat(test(same)).accepts(state(one), state(one, pod("2", true, true, "i")));
        assertThat(test(same))
                .rejects(
                        state(),
                        state(pod("2", true, false, "i")),
                        state(one, pod("2", true, false, "i")),
                        state(pod("1", true, true, "i")),
                        state(pod("1", true, false, "j")));
        assertThatThrownBy(() -> Observed.pods("app=a").are(List.of())).hasMessageContaining("no pods");
    }

    @Test
    void only_a_subject_that_is_there_can_be_otherwise() {
        Condition<?> none = Observed.endpoints("s").areEmpty();

        assertThat(none.isFalseIn(state())).isFalse();
        assertThat(none.isFalseIn(state(new Snapshot.Endpoints("s", "u", Set.of()))))
                .isFalse();
        assertThat(none.isFalseIn(state(new Snapshot.Endpoints("s", "u", Set.of("10.0.0.1:80")))))
                .isTrue();
        assertThat(Observed.pods("app=a")
                        .are(List.of(pod("1", true, false, "i")))
                        .isFalseIn(state()))
                .isTrue();
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

package io.tutorproof.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tutorproof.observe.Event.Change;
import io.tutorproof.observe.History.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The judges, on histories made by hand: right ones, and every kind of wrong one. */
class PodsOverTimeTest {
    private static final String OLD = "app:1";
    private static final String NEW = "app:2";
    private final List<Event> events = new ArrayList<>();

    private static Snapshot.Pod pod(String name, String image, boolean ready, boolean terminating, int restarts) {
        return new Snapshot.Pod(
                name,
                name,
                Map.of("app", "a"),
                "Running",
                ready,
                terminating,
                image,
                "id-" + image,
                restarts,
                "n",
                "ip",
                "ReplicaSet/a",
                null);
    }

    private PodsOverTimeTest threeOld() {
        return ready("o1", OLD).ready("o2", OLD).ready("o3", OLD);
    }

    private PodsOverTimeTest ready(String name, String image) {
        return add(Change.MODIFIED, pod(name, image, true, false, 0));
    }

    private PodsOverTimeTest pending(String name) {
        return add(Change.ADDED, pod(name, NEW, false, false, 0));
    }

    private PodsOverTimeTest terminating(String name) {
        return add(Change.MODIFIED, pod(name, OLD, true, true, 0));
    }

    private PodsOverTimeTest gone(String name) {
        return add(Change.DELETED, pod(name, OLD, false, true, 0));
    }

    private PodsOverTimeTest add(Change change, Snapshot.Pod pod) {
        events.add(new Event(Instant.EPOCH, change, pod));
        return this;
    }

    private PodsOverTime since(int index) {
        return new History(events, null).podsSince(new Mark(index), "app=a");
    }

    private void judgeRollout() {
        since(3).neverFewerReadyThan(3).wantedUpTo(4).wereReplacedOnceOthersWereReady();
    }

    private PodsOverTimeTest replace(String old, String next) {
        return wanting("sets", 4)
                .pending(next)
                .ready(next, NEW)
                .wanting("sets", 3)
                .terminating(old);
    }

    /** What a ReplicaSet declares; judging a rollout's surge takes the sum. */
    private PodsOverTimeTest wanting(String set, int replicas) {
        events.add(new Event(
                Instant.EPOCH, Change.MODIFIED, new Snapshot.ReplicaSet(set, set, replicas, replicas, replicas, 1, 1)));
        return this;
    }

    @Test
    void a_rollout_one_by_one_passes() {
        threeOld()
                .replace("o1", "n1")
                .replace("o2", "n2")
                .gone("o1")
                .replace("o3", "n3")
                .gone("o2")
                .gone("o3");

        assertThatCode(this::judgeRollout).doesNotThrowAnyException();
        assertThat(since(3).summary())
                .endsWith("3 to 4 ready pods and 3 to 4 that were not terminating; ReplicaSets wanted at most 4");
    }

    @Test
    void a_rollout_that_first_takes_a_pod_away_fails() {
        threeOld().terminating("o1").pending("n1").ready("n1", NEW);

        assertThatThrownBy(this::judgeRollout)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("at least 3 ready pods of app=a at every moment, saw 2");
    }

    @Test
    void a_rollout_that_makes_all_new_pods_at_once_fails() {
        threeOld()
                .wanting("old", 3)
                .wanting("new", 3)
                .pending("n1")
                .pending("n2")
                .pending("n3");

        assertThatThrownBy(this::judgeRollout).hasMessageContaining("want 4 pods together at the most, saw 6");
        assertThatThrownBy(() -> since(3).neverMoreThan(4))
                .hasMessageContaining("at most 4 pods of app=a at every moment, saw 5");
    }

    @Test
    void a_rollout_may_have_a_pod_more_for_a_moment_when_no_more_are_wanted() {
        threeOld().wanting("old", 3);
        pending("n1").wanting("new", 1).ready("n1", NEW).wanting("old", 2).wanting("new", 2);
        pending("n2")
                .terminating("o1")
                .ready("n2", NEW)
                .terminating("o2")
                .pending("n3")
                .ready("n3", NEW)
                .terminating("o3");

        assertThatCode(this::judgeRollout).doesNotThrowAnyException();
    }

    @Test
    void a_rollout_that_takes_two_old_pods_for_one_new_fails() {
        threeOld().pending("n1").ready("n1", NEW).terminating("o1").terminating("o2");

        assertThatThrownBy(() -> since(3).wereReplacedOnceOthersWereReady())
                .hasMessageContaining("saw 2 gone when 1 had been ready");
    }

    @Test
    void a_rollout_that_stops_half_way_fails() {
        threeOld().replace("o1", "n1").gone("o1");

        assertThatThrownBy(this::judgeRollout).hasMessageContaining("every old pod of app=a replaced, saw 2 left");
    }

    @Test
    void pods_that_were_going_already_are_no_part_of_the_rollout() {
        threeOld()
                .ready("o0", OLD)
                .terminating("o0")
                .replace("o1", "n1")
                .gone("o0")
                .replace("o2", "n2")
                .replace("o3", "n3");

        assertThatCode(() -> since(5).wereReplacedOnceOthersWereReady()).doesNotThrowAnyException();
    }

    @Test
    void recreation_passes_when_every_old_pod_is_gone_before_the_first_new_one() {
        threeOld()
                .terminating("o1")
                .terminating("o2")
                .gone("o1")
                .terminating("o3")
                .gone("o2")
                .gone("o3")
                .pending("n1")
                .pending("n2")
                .ready("n1", NEW);

        assertThatCode(() -> since(3).wereGoneBeforeTheFirstNew()).doesNotThrowAnyException();
    }

    @Test
    void recreation_fails_when_a_new_pod_comes_while_an_old_one_is_still_terminating() {
        threeOld()
                .terminating("o1")
                .terminating("o2")
                .terminating("o3")
                .gone("o1")
                .gone("o2")
                .pending("n1");

        assertThatThrownBy(() -> since(3).wereGoneBeforeTheFirstNew()).hasMessageContaining("saw 1 old beside 1 new");
    }

    @Test
    void recreation_passes_when_an_old_pod_has_ended_but_is_still_listed() {
        threeOld().gone("o1").gone("o2");
        add(Change.MODIFIED, ended("o3"));
        pending("n1").gone("o3");

        assertThatCode(() -> since(3).wereGoneBeforeTheFirstNew()).doesNotThrowAnyException();
    }

    private static Snapshot.Pod ended(String name) {
        return new Snapshot.Pod(
                name,
                name,
                Map.of("app", "a"),
                "Succeeded",
                false,
                true,
                OLD,
                "id",
                0,
                "n",
                "ip",
                "ReplicaSet/a",
                null);
    }

    @Test
    void recreation_fails_when_nothing_was_recreated() {
        threeOld();
        assertThatThrownBy(() -> since(3).wereGoneBeforeTheFirstNew()).hasMessageContaining("saw none");
        terminating("o1")
                .gone("o1")
                .terminating("o2")
                .gone("o2")
                .terminating("o3")
                .gone("o3");
        assertThatThrownBy(() -> since(3).wereGoneBeforeTheFirstNew()).hasMessageContaining("saw none");
    }

    @Test
    void other_settings_of_surge_and_unavailability_have_other_bounds() {
        threeOld().terminating("o1").pending("n1").ready("n1", NEW).gone("o1");
        assertThatCode(() -> since(3).neverFewerReadyThan(2).neverMoreThan(3)).doesNotThrowAnyException();
        assertThat(since(3).leastReady()).isEqualTo(2);
        terminating("o2").terminating("o3");
        assertThatThrownBy(() -> since(3).neverFewerReadyThan(2)).hasMessageContaining("at least 2 ready");
        pending("n2").pending("n3").pending("n4");
        assertThatThrownBy(() -> since(3).neverMoreThan(3)).hasMessageContaining("at most 3 pods");
    }

    @Test
    void a_rollout_that_fails_in_time_leaves_the_old_pods_ready() {
        threeOld().pending("n1");
        assertThatCode(() -> since(3).neverFewerReadyThan(3).neverMoreThan(4)).doesNotThrowAnyException();

        terminating("o1");
        assertThatThrownBy(() -> since(3).neverFewerReadyThan(3)).hasMessageContaining("at least 3 ready");
    }

    @Test
    void no_pod_at_all_satisfies_nothing() {
        threeOld();

        assertThatThrownBy(() -> new History(events, null).podsSince(new Mark(3), "app=b"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("no pod matched app=b when watching began");
    }

    @Test
    void nothing_is_judged_over_a_hole() {
        threeOld();

        assertThatThrownBy(() -> new History(events, "410 Gone").podsSince(new Mark(3), "app=a"))
                .isInstanceOf(HoleInHistory.class)
                .hasMessageContaining("410 Gone");
    }

    @Test
    void what_was_before_the_mark_is_not_judged_but_is_the_beginning() {
        pending("x").gone("x").threeOld();

        assertThatCode(() -> since(5).neverMoreThan(3)).doesNotThrowAnyException();
        assertThat(new History(events, null).statesSince(new Mark(5))).hasSize(1);
    }
}

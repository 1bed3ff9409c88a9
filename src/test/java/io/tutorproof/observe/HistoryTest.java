package io.tutorproof.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A part of a history is a history. */
class HistoryTest {
    private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");

    private static Event event(int second, Event.Change change, String name, String phase) {
        return new Event(
                BEGUN.plusSeconds(second),
                change,
                new Snapshot.Pod(
                        name, name, Map.of("app", "a"), phase, true, false, "app:1", "id", 0, "n", "ip", null, null));
    }

    private static final History HISTORY = new History(
            List.of(
                    event(0, Event.Change.ADDED, "gone", "Running"),
                    event(1, Event.Change.ADDED, "stays", "Pending"),
                    event(2, Event.Change.DELETED, "gone", "Running"),
                    event(3, Event.Change.MODIFIED, "stays", "Running"),
                    event(4, Event.Change.ADDED, "new", "Pending")),
            "a hole");

    @Test
    void since_a_time_it_begins_with_what_was_there_as_it_was_then() {
        History since = HISTORY.since(BEGUN.plusSeconds(3));

        assertThat(since.events())
                .containsExactly(
                        event(3, Event.Change.LISTED, "stays", "Running"),
                        event(4, Event.Change.ADDED, "new", "Pending"));
        assertThat(since.hole()).isEqualTo("a hole");
    }

    @Test
    void since_before_its_beginning_it_is_the_same() {
        assertThat(HISTORY.since(BEGUN.minusSeconds(1))).isEqualTo(HISTORY);
    }

    private static final History WHOLE = new History(HISTORY.events(), null);

    @Test
    void what_has_to_be_so_throughout_is_told_with_the_event_after_which_it_was_not() {
        Condition<?> one = Observed.pods("app=a").areInAll(1);

        assertThatThrownBy(() -> WHOLE.requireThroughout(one, new History.Mark(3)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("1 pods of app=a", "after pod new Pending", "added at");
        assertThat(WHOLE.requireThroughout(Observed.pod("stays").areInAll(1), new History.Mark(3))
                        .pod("new")
                        .phase())
                .isEqualTo("Pending");
        assertThatThrownBy(() -> HISTORY.requireThroughout(one, new History.Mark(3)))
                .isInstanceOf(HoleInHistory.class);
    }

    @Test
    void only_what_was_told_while_it_was_watched_shows_that_one_would_have_seen_it() {
        Condition<?> none = Observed.pod("gone").areInAll(0);
        Event listed = event(0, Event.Change.LISTED, "gone", "Running");

        assertThat(WHOLE.hasSeen(Observed.replicaSet("r").isThere())).isFalse();
        assertThat(WHOLE.hasSeen(none)).isTrue();
        assertThat(WHOLE.firstSeenOtherwise(none)).contains(WHOLE.events().get(0));
        assertThat(new History(List.of(listed), null).firstSeenOtherwise(none)).isEmpty();
    }
}

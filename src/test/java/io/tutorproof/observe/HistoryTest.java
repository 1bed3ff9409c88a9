package io.tutorproof.observe;

import static org.assertj.core.api.Assertions.assertThat;

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
                        event(3, Event.Change.ADDED, "stays", "Running"),
                        event(4, Event.Change.ADDED, "new", "Pending"));
        assertThat(since.hole()).isEqualTo("a hole");
    }

    @Test
    void since_before_its_beginning_it_is_the_same() {
        assertThat(HISTORY.since(BEGUN.minusSeconds(1))).isEqualTo(HISTORY);
    }
}

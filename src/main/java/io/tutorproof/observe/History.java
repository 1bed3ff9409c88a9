package io.tutorproof.observe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was seen, in order. Judgements over time are made over it, so they can be tested without a cluster.
 *
 * @param events all events, the first ones being what was there at the beginning
 * @param hole why events may be missing; null when none are
 */
public record History(List<Event> events, @Nullable String hole) {
    public History {
        events = List.copyOf(events);
    }

    /** A place in a history. */
    public record Mark(int index) {}

    /**
     * The state at the mark, and after each event since.
     *
     * @throws HoleInHistory when events may be missing
     */
    public List<State> statesSince(Mark mark) {
        if (hole != null) {
            throw new HoleInHistory(hole);
        }
        State state = State.EMPTY;
        List<State> states = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (i >= mark.index()) {
                states.add(state);
            }
            state = state.after(events.get(i));
        }
        states.add(state);
        return states;
    }

    /** The same from a time on: what was there by then comes first, as if recording had begun there. */
    public History since(Instant time) {
        Stream<Event> there =
                stateAt(time).objects().values().stream().map(object -> new Event(time, Event.Change.ADDED, object));
        Stream<Event> then = events.stream().filter(event -> event.at().isAfter(time));
        return new History(Stream.concat(there, then).toList(), hole);
    }

    /** What was there at a time, as far as it had been told by then; holes do not matter to a picture. */
    public State stateAt(Instant time) {
        State state = State.EMPTY;
        for (Event event : events) {
            if (event.at().isAfter(time)) {
                break;
            }
            state = state.after(event);
        }
        return state;
    }

    /** The selected pods from the mark on. */
    public PodsOverTime podsSince(Mark mark, String selector) {
        return PodsOverTime.of(statesSince(mark), Selector.parse(selector));
    }
}

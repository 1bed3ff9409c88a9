package io.tutorproof.observe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /**
     * Passes when the condition is true at the mark and after each event since.
     *
     * @return the state at the end
     * @throws AssertionError with what was wanted, when it was first otherwise, and what was seen then
     * @throws HoleInHistory when events may be missing
     */
    public State requireThroughout(Condition<?> condition, Mark mark) {
        List<State> states = statesSince(mark);
        for (int i = 0; i < states.size(); i++) {
            if (!condition.isTrueIn(states.get(i))) {
                throw new AssertionError("wanted at every moment " + condition + "; saw "
                        + (i == 0 ? "from the beginning" : "after " + events.get(mark.index() + i - 1)) + ": "
                        + states.get(i));
            }
        }
        return states.get(states.size() - 1);
    }

    /** Whether the condition's subject was there at some moment, be it gone by now. */
    public boolean hasSeen(Condition<?> condition) {
        return statesSince(new Mark(0)).stream()
                .anyMatch(state -> condition.subject().apply(state).isPresent());
    }

    /**
     * The first event after which the condition's subject was there and not as wanted: it shows that the watch would have
     * told of that. What was there when recording began shows nothing.
     */
    public Optional<Event> firstSeenOtherwise(Condition<?> condition) {
        State state = State.EMPTY;
        for (Event event : events) {
            state = state.after(event);
            if (event.change() != Event.Change.LISTED
                    && condition.kind().isInstance(event.object())
                    && condition.isFalseIn(state)) {
                return Optional.of(event);
            }
        }
        return Optional.empty();
    }

    /** The same from a time on: what was there by then comes first, as if recording had begun there. */
    public History since(Instant time) {
        Stream<Event> there =
                stateAt(time).objects().values().stream().map(object -> new Event(time, Event.Change.LISTED, object));
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

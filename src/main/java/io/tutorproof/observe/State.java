package io.tutorproof.observe;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** All objects that were there at one time, in the order in which they were seen. */
public record State(Map<String, Snapshot> objects) {
    static final State EMPTY = new State(Map.of());

    public State {
        objects = Collections.unmodifiableMap(new LinkedHashMap<>(objects));
    }

    State after(Event event) {
        Map<String, Snapshot> next = new LinkedHashMap<>(objects);
        if (event.change() == Event.Change.DELETED) {
            next.remove(event.object().uid());
        } else {
            next.put(event.object().uid(), event.object());
        }
        return new State(next);
    }

    /** The pods a selector matches, terminating ones included. */
    public List<Snapshot.Pod> pods(Selector selector) {
        return pods(pod -> selector.matches(pod.labels()));
    }

    List<Snapshot.Pod> pods(Predicate<Snapshot.Pod> isOne) {
        return all(Snapshot.Pod.class).stream().filter(isOne).toList();
    }

    /** The pod of this name; {@link IllegalArgumentException} when there is none. */
    public Snapshot.Pod pod(String name) {
        return find(Snapshot.Pod.class, name)
                .orElseThrow(() -> new IllegalArgumentException("there is no pod " + name + " in: " + this));
    }

    /** The object of a type and name, if it is there. */
    public <S extends Snapshot> Optional<S> find(Class<S> type, String name) {
        return all(type).stream().filter(object -> object.name().equals(name)).findFirst();
    }

    /** Every object of a type. */
    public <S extends Snapshot> Collection<S> all(Class<S> type) {
        return objects.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Override
    public String toString() {
        return objects.isEmpty()
                ? "nothing"
                : String.join(
                        "; ",
                        objects.values().stream()
                                .map(Snapshot::toString)
                                .sorted()
                                .toList());
    }
}

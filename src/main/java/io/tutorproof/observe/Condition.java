package io.tutorproof.observe;

import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Something that can be true of a state: its subject is there, and is as wanted. Front door: {@link Observed}.
 *
 * @param <T> what the subject is
 * @param kind which objects it is about
 * @param name the object's name; empty when it is about several
 * @param subject what it is about, if that is there
 * @param wanted whether the subject is as wanted in a state
 * @param obstacle why it cannot become true any more, if that can be seen
 * @param needsPods whether it cannot come true while pods cannot be made or cannot start
 */
public record Condition<T>(
        String what,
        Class<? extends Snapshot> kind,
        String name,
        Function<State, Optional<T>> subject,
        BiPredicate<State, T> wanted,
        Function<State, Optional<String>> obstacle,
        boolean needsPods) {
    /** One that can come true without a pod that starts. */
    public Condition(
            String what,
            Class<? extends Snapshot> kind,
            String name,
            Function<State, Optional<T>> subject,
            BiPredicate<State, T> wanted,
            Function<State, Optional<String>> obstacle) {
        this(what, kind, name, subject, wanted, obstacle, false);
    }

    /** The same, which does not come true while pods cannot be made or cannot start. */
    Condition<T> needingPods() {
        return new Condition<>(what, kind, name, subject, wanted, obstacle, true);
    }

    /** The subject, where the condition is true. */
    public Optional<T> in(State state) {
        return subject.apply(state).filter(seen -> wanted.test(state, seen));
    }

    /** Whether the condition is true. */
    public boolean isTrueIn(State state) {
        return in(state).isPresent();
    }

    /** Whether the subject is there and not as wanted: only this shows that one would see it, had it happened. */
    public boolean isFalseIn(State state) {
        return subject.apply(state).filter(seen -> !wanted.test(state, seen)).isPresent();
    }

    @Override
    public String toString() {
        return what;
    }
}

package io.tutorproof.observe;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Something that can be true of a state. Front doors: {@link Pods} and {@link Controlled}.
 *
 * @param obstacle why it cannot become true any more, if that can be seen
 */
public record Condition(String what, Predicate<State> test, Function<State, Optional<String>> obstacle) {
    /** A condition of which it cannot be seen before its deadline that it will not become true. */
    public Condition(String what, Predicate<State> test) {
        this(what, test, state -> Optional.empty());
    }

    @Override
    public String toString() {
        return what;
    }
}

package io.tutorproof.observe;

import java.util.function.Predicate;

/** Something that can be true of a state. Front doors: {@link Pods} and {@link Controlled}. */
public record Condition(String what, Predicate<State> test) {
    @Override
    public String toString() {
        return what;
    }
}

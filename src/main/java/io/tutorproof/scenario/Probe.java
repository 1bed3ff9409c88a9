package io.tutorproof.scenario;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A way to look once at what cannot be watched, and what one wants to see there.
 *
 * @param <T> what is seen
 * @param subject what is looked at; what another probe has seen of the same subject can show that this one would see a change
 * @param what what is wanted
 * @param deadline how long that may take
 */
public record Probe<T>(String subject, String what, Duration deadline, Callable<T> look, Predicate<T> wanted) {
    /** A probe whose subject is looked at for nothing else. */
    public static <T> Probe<T> of(String what, Duration deadline, Callable<T> look, Predicate<T> wanted) {
        return new Probe<>(what, what, deadline, look, wanted);
    }

    /** The same, and all that was looked at is handed to the listener. */
    Probe<T> telling(Consumer<T> listener) {
        return new Probe<>(
                subject,
                what,
                deadline,
                () -> {
                    T seen = look.call();
                    listener.accept(seen);
                    return seen;
                },
                wanted);
    }
}

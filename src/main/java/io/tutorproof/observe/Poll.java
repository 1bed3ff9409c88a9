package io.tutorproof.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;

/** Looks again and again at what cannot be watched. */
public final class Poll {
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private Poll() {}

    /**
     * Looks until what is seen is as wanted, and returns it.
     *
     * @throws DeadlineExceeded when it never is
     */
    public static <T> T until(String what, Duration deadline, Callable<T> probe, Predicate<T> wanted) {
        AtomicReference<String> last = new AtomicReference<>("nothing");
        try {
            return polling().atMost(deadline).until(remembering(probe, last), wanted);
        } catch (ConditionTimeoutException e) {
            throw new DeadlineExceeded(what, deadline, String.valueOf(last.get()));
        }
    }

    /** Looks for the whole window and returns all that was seen, in this order; at least one look is taken. */
    public static <T> List<T> during(Duration window, Callable<T> probe) {
        List<T> seen = new ArrayList<>();
        long end = System.nanoTime() + window.toNanos();
        polling()
                .atMost(window.plus(Deadlines.REQUEST.multipliedBy(10)))
                .until(() -> seen.add(probe.call()), added -> System.nanoTime() >= end);
        return seen;
    }

    private static ConditionFactory polling() {
        return Awaitility.await().pollInSameThread().pollDelay(Duration.ZERO).pollInterval(INTERVAL);
    }

    private static <T> Callable<T> remembering(Callable<T> probe, AtomicReference<String> last) {
        return () -> {
            T seen = probe.call();
            last.set(String.valueOf(seen));
            return seen;
        };
    }
}

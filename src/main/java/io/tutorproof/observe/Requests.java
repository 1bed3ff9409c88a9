package io.tutorproof.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A client that asks again and again, at a steady pace and without waiting for answers, until it is closed. */
public final class Requests implements AutoCloseable {
    private static final Duration PACE = Duration.ofMillis(25);
    private static final int AT_ONCE = 16;

    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(AT_ONCE);
    private final Instant begun = Instant.now();
    private final List<Asked> answers = new ArrayList<>();

    /** One request: when it had come to its end, and what to. */
    public record Asked(Instant at, HttpAnswer answer) {
        @Override
        public String toString() {
            return answer + " at " + at;
        }
    }

    private Requests(Supplier<HttpAnswer> probe) {
        for (int i = 0; i < AT_ONCE; i++) {
            var unused = clock.scheduleAtFixedRate(
                    () -> keep(probe.get()), PACE.toMillis() * i, PACE.toMillis() * AT_ONCE, TimeUnit.MILLISECONDS);
        }
    }

    /** Begins to ask. */
    public static Requests start(Supplier<HttpAnswer> probe) {
        return new Requests(probe);
    }

    private synchronized void keep(HttpAnswer answer) {
        answers.add(new Asked(Instant.now(), answer));
    }

    /** How many answers there are so far. */
    public synchronized int count() {
        return answers.size();
    }

    /** Those that were no page: refused, broken off, timed out, or an error. */
    public synchronized List<Asked> failures() {
        return answers.stream().filter(asked -> asked.answer().status() != 200).toList();
    }

    /** When the first request was made. */
    public Instant begun() {
        return begun;
    }

    /** Asks no more, and waits for the answers that are under way. */
    @Override
    public void close() {
        clock.shutdown();
        try {
            if (!clock.awaitTermination(2 * Deadlines.PATIENT_REQUEST.toMillis(), TimeUnit.MILLISECONDS)) {
                clock.shutdownNow();
            }
        } catch (InterruptedException e) {
            clock.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

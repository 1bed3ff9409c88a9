package io.tutorproof.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What has been told so far, and whoever waits for more of it: watches write, claims' threads read. */
final class Journal {
    private final List<Event> events = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private State state = State.EMPTY;
    private @Nullable String hole;

    /** An event was told; the other thing is done before anybody sees it. */
    void add(Event event, Runnable besides) {
        change(() -> {
            events.add(event);
            state = state.after(event);
            besides.run();
        });
    }

    /** Something makes the rest worthless; the first cause stays. */
    void breakOff(String cause) {
        change(() -> hole = hole == null ? cause : hole);
    }

    /** Whoever waits looks again at what it waits for. */
    void wakeUp() {
        change(() -> {});
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    State state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    History history() {
        lock.lock();
        try {
            return new History(events, hole);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until it is so; looked at after every event, and at no other time.
     *
     * @param obstacle why it cannot become so any more, if that can be seen in a state
     * @return the state in which it is so
     * @throws DeadlineExceeded when it does not become so in time
     * @throws CannotCome when it is seen earlier that it will not
     * @throws HoleInHistory when it can no longer be known
     */
    State await(String what, BooleanSupplier wanted, Function<State, Optional<String>> obstacle, Duration deadline) {
        lock.lock();
        try {
            long left = deadline.toNanos();
            while (!wanted.getAsBoolean()) {
                if (hole != null) {
                    throw new HoleInHistory(hole);
                }
                Optional<String> found = obstacle.apply(state);
                if (found.isPresent()) {
                    throw new CannotCome(what, deadline.minusNanos(left), found.get(), state);
                }
                if (left <= 0) {
                    throw new DeadlineExceeded(what, deadline, state);
                }
                left = news.awaitNanos(left);
            }
            return state;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + what, e);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a time, or until the rest is worthless. */
    void watchFor(Duration window) {
        lock.lock();
        try {
            for (long left = window.toNanos(); left > 0 && hole == null; ) {
                left = news.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while watching", e);
        } finally {
            lock.unlock();
        }
    }
}

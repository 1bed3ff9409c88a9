package io.tutorproof.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What has been told so far, and whoever waits for more of it: watches write, claims' threads read. */
final class Journal {
    private final List<Event> events = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Obstacles obstacles = new Obstacles(System::nanoTime);
    private State state = State.EMPTY;
    private @Nullable String hole;

    /** An event was told; what it says of obstacles is known by the time that anybody sees it. */
    void add(Event event, Consumer<Obstacles> besides) {
        change(() -> {
            events.add(event);
            state = state.after(event);
            besides.accept(obstacles);
        });
    }

    /** Something was told of what may be in the way of the objects. */
    void tell(Consumer<Obstacles> what) {
        change(() -> what.accept(obstacles));
    }

    /** What is known of obstacles. */
    <T> T obstacles(Function<Obstacles, T> asked) {
        lock.lock();
        try {
            return asked.apply(obstacles);
        } finally {
            lock.unlock();
        }
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
     * Waits for a while until it is so, or until it can be told why it will not be; looked at after every event, and at no other
     * time.
     *
     * @param end throws what the wait is to end with, when it is seen to be in vain
     * @return the state in which it is so; empty when the while is over
     * @throws HoleInHistory when it can no longer be known
     */
    Optional<State> await(BooleanSupplier wanted, Consumer<Journal> end, Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (!wanted.getAsBoolean()) {
                if (hole != null) {
                    throw new HoleInHistory(hole);
                }
                end.accept(this);
                if (left <= 0) {
                    return Optional.empty();
                }
                left = news.awaitNanos(left);
            }
            return Optional.of(state);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
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

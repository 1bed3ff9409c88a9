package io.tutorproof.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Removes what this process made, and from then on lets it make no more: a run may be interrupted in the midst of
 * starting. What is just being started is waited for and removed too; taking away what it depends on makes it fail soon.
 */
final class Removal implements Runnable {
    private static final long PATIENCE_SECONDS = 20;

    private final Runnable sweep;
    private final List<CompletableFuture<?>> starts = new ArrayList<>();
    private boolean begun;

    /**
     * Makes a removal.
     *
     * @param sweep removes what is there of this process at the time
     */
    Removal(Runnable sweep) {
        this.sweep = sweep;
    }

    /** Begins to make something. */
    synchronized <T> CompletableFuture<T> start(Supplier<CompletableFuture<T>> start) {
        if (begun) {
            throw new ClusterException("the cluster is being removed");
        }
        CompletableFuture<T> started = start.get();
        starts.add(started);
        return started;
    }

    private synchronized List<CompletableFuture<?>> stillStarting() {
        begun = true;
        return starts.stream().filter(start -> !start.isDone()).toList();
    }

    @Override
    public void run() {
        List<CompletableFuture<?>> starting = stillStarting();
        sweep.run();
        if (starting.isEmpty()) {
            return;
        }
        CompletableFuture.allOf(starting.stream()
                        .map(start -> start.handle((result, problem) -> result))
                        .toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        sweep.run();
    }
}

package io.tutorproof.cluster;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Removes what this process made. Containers that are just being started are waited for and removed too: taking away
 * what they depend on makes them fail soon.
 */
final class Removal implements Runnable {
    private static final long PATIENCE_SECONDS = 20;

    private final Sweeper sweeper;
    private final Owner owner;
    private final List<CompletableFuture<?>> starts = new CopyOnWriteArrayList<>();

    Removal(Sweeper sweeper, Owner owner) {
        this.sweeper = sweeper;
        this.owner = owner;
    }

    /** A start that may still make something. */
    void waitFor(CompletableFuture<?> start) {
        starts.add(start);
    }

    @Override
    public void run() {
        sweeper.removeWhatIsOf(owner);
        if (starts.stream().allMatch(CompletableFuture::isDone)) {
            return;
        }
        CompletableFuture.allOf(starts.stream()
                        .map(start -> start.handle((result, problem) -> result))
                        .toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        sweeper.removeWhatIsOf(owner);
    }
}

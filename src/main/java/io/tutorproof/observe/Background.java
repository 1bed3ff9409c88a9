package io.tutorproof.observe;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** What is asked beside the thread that waits, on threads that keep no run from ending. */
final class Background {
    private Background() {}

    static <T> CompletableFuture<T> ask(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, Background::onThread);
    }

    private static void onThread(Runnable task) {
        Thread thread = new Thread(task, "tutorproof-recorder");
        thread.setDaemon(true);
        thread.start();
    }

    /** The answer; what went wrong is thrown as it is. */
    static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }
}

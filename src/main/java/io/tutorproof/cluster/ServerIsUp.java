package io.tutorproof.cluster;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** Follows the server's log to the line after which its kubeconfig is there, and fails at once when the log ends. */
final class ServerIsUp extends AbstractWaitStrategy {
    private static final String SIGN = "Node controller sync successful";

    @Override
    protected void waitUntilReady() {
        Log log = new Log();
        try (Log following = waitStrategyTarget
                .getDockerClient()
                .logContainerCmd(waitStrategyTarget.getContainerId())
                .withFollowStream(true)
                .withStdOut(true)
                .withStdErr(true)
                .exec(log)) {
            following.seen.get(startupTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new ClusterException("the server ended while starting; its last lines:\n" + log.tail());
        } catch (TimeoutException e) {
            throw new ClusterException("the server was not up after " + startupTimeout.toSeconds()
                    + " s (tutorproof.start.deadline); its last lines:\n" + log.tail());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while the server started", e);
        } catch (IOException e) {
            throw new ClusterException("the server's log could not be read: " + e.getMessage(), e);
        }
    }

    private static final class Log extends ResultCallback.Adapter<Frame> {
        private static final int KEPT = 20;
        private final CompletableFuture<Boolean> seen = new CompletableFuture<>();
        private final Deque<String> last = new ArrayDeque<>();

        @Override
        public void onNext(Frame frame) {
            String line = new String(frame.getPayload(), StandardCharsets.UTF_8);
            synchronized (last) {
                last.addLast(line.strip());
                if (last.size() > KEPT) {
                    last.removeFirst();
                }
            }
            if (line.contains(SIGN)) {
                seen.complete(true);
            }
        }

        @Override
        public void onComplete() {
            seen.completeExceptionally(new IllegalStateException("the log ended"));
            super.onComplete();
        }

        @Override
        public void onError(Throwable problem) {
            seen.completeExceptionally(problem);
            super.onError(problem);
        }

        String tail() {
            synchronized (last) {
                return String.join("\n", last);
            }
        }
    }
}

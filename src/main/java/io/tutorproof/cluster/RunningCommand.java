package io.tutorproof.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.ExecCreateCmd;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A command that runs in a node until it is stopped, such as one that watches. */
public final class RunningCommand implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Node node;
    private final Streams streams = new Streams();

    private RunningCommand(Node node) {
        this.node = node;
    }

    static RunningCommand start(
            Node node,
            DockerClient docker,
            String container,
            String directory,
            Map<String, String> environment,
            List<String> command) {
        RunningCommand running = new RunningCommand(node);
        // The first line tells the process id, by which it can be stopped: ending the exec would leave it running.
        List<String> told = new ArrayList<>(List.of("sh", "-c", "echo $$; exec \"$@\"", "sh"));
        told.addAll(command);
        ExecCreateCmd create = docker.execCreateCmd(container)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withWorkingDir(directory)
                .withEnv(environment.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList())
                .withCmd(told.toArray(String[]::new));
        docker.execStartCmd(create.exec().getId()).exec(running.streams);
        return running;
    }

    /** What it has printed so far. */
    public String stdout() {
        String all = streams.text(StreamType.STDOUT);
        return all.substring(Math.min(all.length(), all.indexOf('\n') + 1));
    }

    /** What it has said on its error stream so far. */
    public String stderr() {
        return streams.text(StreamType.STDERR);
    }

    /** Whether it has ended by itself. */
    public boolean hasEnded() {
        return streams.ended.isDone();
    }

    /** Ends it as Ctrl-C does, and waits until all it printed is here. */
    @Override
    public void close() {
        String all = streams.text(StreamType.STDOUT);
        int end = all.indexOf('\n');
        if (end > 0 && !hasEnded()) {
            node.run("sh", "-c", "kill -INT " + all.substring(0, end) + " 2> /dev/null");
        }
        try {
            streams.ended.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new ClusterException("a command in node " + node + " did not end when it was stopped: " + e, e);
        }
    }

    private static final class Streams extends ResultCallback.Adapter<Frame> {
        private final Map<StreamType, ByteArrayOutputStream> bytes =
                Map.of(StreamType.STDOUT, new ByteArrayOutputStream(), StreamType.STDERR, new ByteArrayOutputStream());
        private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

        @Override
        public void onNext(Frame frame) {
            ByteArrayOutputStream stream = bytes.get(frame.getStreamType());
            if (stream != null) {
                stream.writeBytes(frame.getPayload());
            }
        }

        @Override
        public void onComplete() {
            ended.complete(true);
            super.onComplete();
        }

        @Override
        public void onError(Throwable problem) {
            ended.completeExceptionally(problem);
            super.onError(problem);
        }

        String text(StreamType type) {
            ByteArrayOutputStream stream = bytes.get(type);
            return stream == null ? "" : stream.toString(StandardCharsets.UTF_8);
        }
    }
}

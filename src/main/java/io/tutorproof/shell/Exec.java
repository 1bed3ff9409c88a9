package io.tutorproof.shell;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A command in a container, and what it has printed so far. */
final class Exec extends ResultCallback.Adapter<Frame> {
    private final DockerClient docker;
    private final String id;
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    private Exec(DockerClient docker, String id) {
        this.docker = docker;
        this.id = id;
    }

    static Exec start(
            DockerClient docker,
            String container,
            String directory,
            Map<String, String> environment,
            List<String> command) {
        String id = docker.execCreateCmd(container)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withWorkingDir(directory)
                .withEnv(environment.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList())
                .withCmd(command.toArray(String[]::new))
                .exec()
                .getId();
        return docker.execStartCmd(id).exec(new Exec(docker, id));
    }

    @Override
    public void onNext(Frame frame) {
        (frame.getStreamType() == StreamType.STDERR ? stderr : stdout).writeBytes(frame.getPayload());
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

    String stdout() {
        return stdout.toString(StandardCharsets.UTF_8);
    }

    String stderr() {
        return stderr.toString(StandardCharsets.UTF_8);
    }

    boolean hasEnded() {
        return ended.isDone();
    }

    /** Makes whoever waits for its end wait no longer. */
    void giveUp(RuntimeException why) {
        ended.completeExceptionally(why);
    }

    /**
     * Waits for its end, and returns its exit code.
     *
     * @throws ShellException when it does not end, or its end cannot be known
     */
    int await(Duration deadline) {
        try {
            ended.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            Long code = docker.inspectExecCmd(id).exec().getExitCodeLong();
            if (code == null) {
                throw new ShellException("the engine does not know how it ended");
            }
            return code.intValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShellException("interrupted", e);
        } catch (ExecutionException e) {
            throw new ShellException(String.valueOf(e.getMessage()), e);
        } catch (TimeoutException e) {
            throw new ShellException("no end within " + deadline.toSeconds() + " s", e);
        } catch (DockerException e) {
            throw new ShellException("the engine does not know how it ended: " + e.getMessage(), e);
        }
    }
}

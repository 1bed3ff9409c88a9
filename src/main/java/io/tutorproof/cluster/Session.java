package io.tutorproof.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A shell in a container that runs one command after another. To have the engine start each of them takes a core 40 ms, half
 * of what kubectl itself takes.
 */
final class Session extends ResultCallback.Adapter<Frame> {
    /** With it the shell tells that a command has ended, on both streams; no command knows it. */
    private final String mark = UUID.randomUUID().toString();

    private final Input input = new Input();
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private CompletableFuture<Executed> answer = new CompletableFuture<>();
    private long begun;

    static Session open(DockerClient docker, String container) {
        String id = docker.execCreateCmd(container)
                .withAttachStdin(true)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withCmd("sh")
                .exec()
                .getId();
        Session session = new Session();
        return docker.execStartCmd(id).withStdIn(session.input()).exec(session);
    }

    /** What its shell has to read; what it then prints comes back as frames. */
    InputStream input() {
        return input;
    }

    /** Runs a command; one at a time. */
    Executed run(String directory, Map<String, String> environment, List<String> command, Duration deadline) {
        String exports = environment.entrySet().stream()
                .map(entry -> "export " + entry.getKey() + "=" + quoted(entry.getValue()) + " && ")
                .collect(Collectors.joining());
        String words = command.stream().map(Session::quoted).collect(Collectors.joining(" "));
        CompletableFuture<Executed> awaited = expect();
        input.write("( cd " + quoted(directory) + " && " + exports + "exec " + words
                + " ) < /dev/null; printf %03d%s $? " + mark + "; printf %s " + mark + " >&2\n");
        try {
            return awaited.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted", e);
        } catch (ExecutionException e) {
            throw new ClusterException(String.valueOf(e.getMessage()), e);
        } catch (TimeoutException e) {
            throw new ClusterException("no end within " + deadline.toSeconds() + " s", e);
        }
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private synchronized CompletableFuture<Executed> expect() {
        if (!answer.isDone()) { // else the shell has ended
            stdout.reset();
            stderr.reset();
            begun = System.nanoTime();
        }
        return answer;
    }

    @Override
    public synchronized void onNext(Frame frame) {
        (frame.getStreamType() == StreamType.STDERR ? stderr : stdout).writeBytes(frame.getPayload());
        if (isMarked(stdout) && isMarked(stderr)) {
            String printed = stdout.toString(StandardCharsets.UTF_8);
            String said = stderr.toString(StandardCharsets.UTF_8);
            int end = printed.length() - mark.length();
            CompletableFuture<Executed> told = answer;
            answer = new CompletableFuture<>();
            told.complete(new Executed(
                    Integer.parseInt(printed.substring(end - 3, end)),
                    printed.substring(0, end - 3),
                    said.substring(0, said.length() - mark.length()),
                    Duration.ofNanos(System.nanoTime() - begun)));
        }
    }

    private boolean isMarked(ByteArrayOutputStream stream) {
        byte[] all = stream.toByteArray();
        byte[] end = mark.getBytes(StandardCharsets.US_ASCII);
        return all.length >= end.length && Arrays.equals(all, all.length - end.length, all.length, end, 0, end.length);
    }

    @Override
    public void onComplete() {
        giveUp(new ClusterException("its shell has ended"));
        super.onComplete();
    }

    @Override
    public void onError(Throwable problem) {
        giveUp(problem);
        super.onError(problem);
    }

    /** Whether it can run commands no more. */
    synchronized boolean hasEnded() {
        return answer.isDone();
    }

    /** Makes whoever waits for a command's end wait no longer. */
    synchronized void giveUp(Throwable why) {
        answer.completeExceptionally(why);
    }

    /** Ends the shell, after the command that runs. */
    void end() {
        input.close();
    }

    /** What the shell reads. A pipe of Java's would break with the thread that wrote to it last. */
    private static final class Input extends InputStream {
        private static final byte[] END = {};

        private final BlockingQueue<byte[]> written = new LinkedBlockingQueue<>();
        private byte[] current = END;
        private int next;

        void write(String line) {
            written.add(line.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (next == current.length) {
                try {
                    current = written.take();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return -1;
                }
                next = 0;
            }
            int count = Math.min(length, current.length - next);
            System.arraycopy(current, next, buffer, offset, count);
            next += count;
            return count == 0 ? -1 : count;
        }

        @Override
        public void close() {
            write("exit\n");
            written.add(END);
        }
    }
}

package io.tutorproof.shell;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A shell in a container that runs one command after another. To have the engine start each of them takes a core 40 ms, half
 * of what kubectl itself takes. Of a command that a signal ended the shell says so on the error stream.
 */
final class Session extends ResultCallback.Adapter<Frame> {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** What the shell says instead of an exit code, of which there are 256, when there is no such directory. */
    private static final int NO_DIRECTORY = 256;

    private static final int DIGITS = 3;

    private final String id = UUID.randomUUID().toString();
    private final Input input = new Input();
    private final Printed stdout = new Printed();
    private final Printed stderr = new Printed();
    private CompletableFuture<Executed> answer = new CompletableFuture<>();
    private @Nullable Throwable ended;
    private boolean isRunning;
    private int commands;
    private long begun;

    static Session open(DockerClient docker, String container) {
        String exec = docker.execCreateCmd(container)
                .withAttachStdin(true)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withCmd("sh")
                .exec()
                .getId();
        Session session = new Session();
        return docker.execStartCmd(exec).withStdIn(session.input()).exec(session);
    }

    /** What its shell has to read; what it then prints comes back as frames. */
    InputStream input() {
        return input;
    }

    /**
     * Runs a command; one at a time.
     *
     * @throws ShellException when it cannot be run, does not end in time, or the shell has ended
     */
    Executed run(String directory, Map<String, String> environment, List<String> command, Duration deadline) {
        CompletableFuture<Executed> awaited = begin(directory, environment, command);
        try {
            Executed executed = awaited.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            if (executed.exitCode() == NO_DIRECTORY) {
                throw new ShellException("no directory " + directory + ": " + executed.stderr());
            }
            return executed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShellException("interrupted", e);
        } catch (ExecutionException e) {
            throw new ShellException(String.valueOf(e.getMessage()), e);
        } catch (TimeoutException e) {
            throw new ShellException("no end within " + deadline.toSeconds() + " s", e);
        }
    }

    private synchronized CompletableFuture<Executed> begin(
            String directory, Map<String, String> environment, List<String> command) {
        // With it the shell tells that this command has ended, on both streams; no command knows it.
        String mark = id + "-" + commands++ + ";";
        String exports = environment.entrySet().stream()
                .map(entry -> "export " + variable(entry.getKey()) + "=" + quoted(entry.getValue()) + " && ")
                .collect(Collectors.joining());
        String words = command.stream().map(Session::quoted).collect(Collectors.joining(" "));
        answer = new CompletableFuture<>();
        if (ended != null) {
            answer.completeExceptionally(ended);
            return answer;
        }
        isRunning = true;
        stdout.expect(mark);
        stderr.expect(mark);
        begun = System.nanoTime();
        input.write("if cd " + quoted(directory) + "; then ( " + exports + "exec " + words
                + " ) < /dev/null; code=$?; else code=" + NO_DIRECTORY + "; fi; printf '%0" + DIGITS + "d%s' $code '"
                + mark + "'; printf %s '" + mark + "' >&2\n");
        return answer;
    }

    private static String variable(String name) {
        if (!VARIABLE.matcher(name).matches()) {
            throw new ShellException("no shell takes " + name + " as the name of a variable");
        }
        return name;
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public synchronized void onNext(Frame frame) {
        (frame.getStreamType() == StreamType.STDERR ? stderr : stdout).add(frame.getPayload());
        if (isRunning && stdout.isWhole() && stderr.isWhole()) {
            isRunning = false;
            String printed = stdout.text();
            int end = printed.length() - DIGITS;
            answer.complete(new Executed(
                    Integer.parseInt(printed.substring(end)),
                    printed.substring(0, end),
                    stderr.text(),
                    Duration.ofNanos(System.nanoTime() - begun)));
        }
        if (!isRunning && (stdout.hasMore() || stderr.hasMore())) { // which would be taken for the next command's
            giveUp(new ShellException("something that a command has left goes on printing"));
        }
    }

    @Override
    public void onComplete() {
        input.cut();
        giveUp(new ShellException("its shell has ended"));
        super.onComplete();
    }

    @Override
    public void onError(Throwable problem) {
        input.cut();
        giveUp(problem);
        super.onError(problem);
    }

    /** Whether it can run commands no more. */
    synchronized boolean hasEnded() {
        return ended != null;
    }

    /** Makes whoever waits for a command's end wait no longer; it runs no more of them. */
    synchronized void giveUp(Throwable why) {
        if (ended == null) {
            ended = why;
        }
        answer.completeExceptionally(why);
    }

    /** Ends the shell, after the command that runs. */
    void end() {
        input.close();
    }

    /** What came on a stream since the command began, and how far it is the command's. */
    private static final class Printed extends ByteArrayOutputStream {
        private byte[] mark = {};
        private int end;

        void expect(String next) {
            reset();
            mark = next.getBytes(StandardCharsets.US_ASCII);
            end = -1;
        }

        void add(byte[] bytes) {
            int from = Math.max(0, count - mark.length);
            writeBytes(bytes);
            for (int at = from; end < 0 && at + mark.length <= count; at++) {
                if (Arrays.equals(buf, at, at + mark.length, mark, 0, mark.length)) {
                    end = at;
                }
            }
        }

        boolean isWhole() {
            return end >= 0;
        }

        boolean hasMore() {
            return count > end + mark.length;
        }

        String text() {
            return new String(buf, 0, end, StandardCharsets.UTF_8);
        }
    }
}

package io.tutorproof.shell;

import io.tutorproof.owner.Scratch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs commands on this machine, as for a cluster whose nodes are somewhere else. */
public final class LocalShell implements Shell {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern TASTES = Pattern.compile(
            "KUBECTL_.*|KUBERC|KUBE_EDITOR|EDITOR|VISUAL|LANG|LANGUAGE|LC_.*|TZ|PAGER|LESS|TERM|COLORTERM|CLICOLOR.*|FORCE_COLOR"
                    + "|NO_COLOR|GREP_.*|POSIXLY_CORRECT|BASH_ENV|ENV");
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final Set<Process> running = ConcurrentHashMap.newKeySet();

    @Override
    public Executed run(String directory, Map<String, String> environment, List<String> command) {
        long begun = System.nanoTime();
        try (Started started = begin(directory, environment, command)) {
            if (!started.process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ShellException(command + " did not end within " + PATIENCE.toSeconds() + " s");
            }
            if (started.givenUp()) {
                throw new ShellException(command + " was given up: the cluster does not answer");
            }
            Executed executed = new Executed(
                    started.process.exitValue(),
                    started.stdout(),
                    started.stderr(),
                    Duration.ofNanos(System.nanoTime() - begun));
            started.forget();
            return executed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShellException("interrupted while " + command + " ran", e);
        }
    }

    @Override
    public RunningCommand start(String directory, Map<String, String> environment, List<String> command) {
        return begin(directory, environment, command);
    }

    private Started begin(String directory, Map<String, String> environment, List<String> command) {
        Path printed = Scratch.file("stdout");
        Path said = Scratch.file("stderr");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of(directory).toFile())
                .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
                .redirectOutput(printed.toFile())
                .redirectError(said.toFile());
        leaveOutTastes(builder.environment());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            running.add(process);
            return new Started(process, printed, said);
        } catch (IOException e) {
            throw new ShellException(
                    command.get(0) + " cannot be run: " + e.getMessage() + "; kubectl has to be in PATH", e);
        }
    }

    /** What a tutorial's reader sees does not depend on the language, the editor or the colours that somebody likes. */
    static void leaveOutTastes(Map<String, String> environment) {
        environment.keySet().removeIf(name -> TASTES.matcher(name).matches());
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("TZ", "UTC");
    }

    private static final java.io.File NOTHING = new java.io.File("/dev/null");

    /** Ends what runs, and whoever waits for it is told. */
    public void giveUp() {
        List<Process> ended = List.copyOf(running);
        running.clear(); // first, so that whoever waits takes none of them for one that ended by itself
        ended.forEach(Process::destroyForcibly);
    }

    @Override
    public void copy(Path from, String to) {
        Path target = Path.of(to);
        try (Stream<Path> files = Files.walk(from.toRealPath())) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(from.toRealPath().relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(from + " cannot be copied to " + to + ": " + e, e);
        }
    }

    @Override
    public String scratch() {
        return Scratch.directory().toString();
    }

    private final class Started implements RunningCommand {
        private final Process process;
        private final Path printed;
        private final Path said;

        Started(Process process, Path printed, Path said) {
            this.process = process;
            this.printed = printed;
            this.said = said;
        }

        private boolean givenUp() {
            return !running.contains(process);
        }

        @Override
        public String stdout() {
            return text(printed);
        }

        @Override
        public String stderr() {
            return text(said);
        }

        /** What was printed may be a secret, as of a login helper, and is kept no longer than it has to be. */
        void forget() {
            try {
                Files.deleteIfExists(printed);
                Files.deleteIfExists(said);
            } catch (IOException e) {
                throw new UncheckedIOException(printed + " cannot be removed", e);
            }
        }

        @Override
        public boolean hasEnded() {
            return !process.isAlive();
        }

        @Override
        public void close() {
            running.remove(process);
            if (process.isAlive()) {
                interrupt();
            }
        }

        /** Java can only terminate; what watches or forwards is to end as Ctrl-C ends it. */
        private void interrupt() {
            try {
                new ProcessBuilder(new ArrayList<>(List.of("kill", "-INT", String.valueOf(process.pid()))))
                        .start()
                        .waitFor();
                if (!process.waitFor(STOPPING.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                }
            } catch (IOException e) {
                process.destroyForcibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }

        private static String text(Path file) {
            try (InputStream stream = Files.newInputStream(file)) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read", e);
            }
        }
    }
}

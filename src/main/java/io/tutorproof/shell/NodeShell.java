package io.tutorproof.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.testcontainers.containers.ContainerState;
import org.testcontainers.utility.MountableFile;

/** Runs commands in a node's container. */
public final class NodeShell implements Shell {
    /** In which every command ends: the longest waits until a ReplicaSet and all its pods are gone. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final String node;
    private final ContainerState container;
    private final Set<Exec> running = ConcurrentHashMap.newKeySet();
    private final Sessions sessions;
    private volatile boolean sick;

    /** @param node how the container is called in messages */
    public NodeShell(String node, ContainerState container) {
        this.node = node;
        this.container = container;
        this.sessions = new Sessions(() -> Session.open(container.getDockerClient(), container.getContainerId()));
    }

    @Override
    public Executed run(String directory, Map<String, String> environment, List<String> command) {
        if (sick) { // a shell that is open already would not tell that its node is paused; the engine does
            return runAlone(directory, environment, command);
        }
        try {
            return sessions.use(session -> session.run(directory, environment, command, PATIENCE));
        } catch (RuntimeException e) {
            throw failed(command, e);
        }
    }

    private ShellException failed(List<String> command, RuntimeException e) {
        return new ShellException("node " + node + " did not run " + command + ": " + e.getMessage(), e);
    }

    private Executed runAlone(String directory, Map<String, String> environment, List<String> command) {
        long begun = System.nanoTime();
        return during(command, directory, environment, exec -> {
            int exitCode = exec.await(PATIENCE);
            return new Executed(exitCode, exec.stdout(), exec.stderr(), Duration.ofNanos(System.nanoTime() - begun));
        });
    }

    private <T> T during(
            List<String> command, String directory, Map<String, String> environment, Function<Exec, T> use) {
        Exec exec = null;
        try {
            exec = begin(directory, environment, command);
            return use.apply(exec);
        } catch (RuntimeException e) {
            throw failed(command, e);
        } finally {
            if (exec != null) {
                running.remove(exec);
            }
        }
    }

    private Exec begin(String directory, Map<String, String> environment, List<String> command) {
        Exec exec =
                Exec.start(container.getDockerClient(), container.getContainerId(), directory, environment, command);
        running.add(exec);
        return exec;
    }

    @Override
    public RunningCommand start(String directory, Map<String, String> environment, List<String> command) {
        // The first line tells the process id, by which it can be stopped: ending the exec would leave it running.
        List<String> told = new ArrayList<>(List.of("sh", "-c", "echo $$; exec \"$@\"", "sh"));
        told.addAll(command);
        return new Started(begin(directory, environment, told));
    }

    /** Nothing that runs there is waited for any longer. */
    public void giveUp(String why) {
        sick = true;
        running.forEach(exec -> exec.giveUp(new ShellException(why)));
        sessions.giveUp(why);
    }

    /** Ends what waits there for commands. */
    public void close() {
        sessions.close();
    }

    @Override
    public void copy(Path from, String to) {
        container.copyFileToContainer(MountableFile.forHostPath(from), to);
    }

    @Override
    public String scratch() {
        return "/tmp";
    }

    /** Where it runs them. */
    public ContainerState container() {
        return container;
    }

    /** The end of what the container logged. */
    public String lastLines(int count) {
        String[] lines = container.getLogs().strip().split("\n");
        return String.join("\n", Arrays.asList(lines).subList(Math.max(0, lines.length - count), lines.length));
    }

    private final class Started implements RunningCommand {
        private final Exec exec;

        Started(Exec exec) {
            this.exec = exec;
        }

        @Override
        public String stdout() {
            String all = exec.stdout();
            return all.substring(Math.min(all.length(), all.indexOf('\n') + 1));
        }

        @Override
        public String stderr() {
            return exec.stderr();
        }

        @Override
        public boolean hasEnded() {
            return exec.hasEnded();
        }

        @Override
        public void close() {
            String all = exec.stdout();
            int end = all.indexOf('\n');
            if (end > 0 && !hasEnded()) {
                run("sh", "-c", "kill -INT " + all.substring(0, end) + " 2> /dev/null");
            }
            running.remove(exec);
            exec.await(STOPPING);
        }
    }
}

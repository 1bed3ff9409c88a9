package io.tutorproof.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.ExecConfig;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.MountableFile;

/** One node of the cluster: a container that commands can be run in and files be copied to. */
public final class Node {
    private final String name;
    private final GenericContainer<?> container;

    Node(String name, GenericContainer<?> container) {
        this.name = name;
        this.container = container;
    }

    /** The node's name in Kubernetes. */
    public String name() {
        return name;
    }

    /** What a command in a node came to. */
    public record Executed(int exitCode, String stdout, String stderr, Duration took) {
        /** Both outputs, as a terminal would show them. */
        public String output() {
            return stdout + stderr;
        }
    }

    /**
     * Runs a command in the node and waits for its end.
     *
     * @throws ClusterException when the node cannot be reached; a command that fails is a result, no exception
     */
    public Executed run(String... command) {
        return run("/", Map.of(), List.of(command));
    }

    /** Runs a command in a directory of the node and with these variables set, as {@link #run(String...)} does. */
    public Executed run(String directory, Map<String, String> environment, List<String> command) {
        long begun = System.nanoTime();
        try {
            ExecResult result = container.execInContainer(ExecConfig.builder()
                    .workDir(directory)
                    .envVars(environment)
                    .command(command.toArray(String[]::new))
                    .build());
            return new Executed(
                    result.getExitCode(),
                    result.getStdout(),
                    result.getStderr(),
                    Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException | RuntimeException e) {
            throw new ClusterException("node " + name + " did not run " + command + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while node " + name + " ran " + command, e);
        }
    }

    /** Starts a command that goes on until it is stopped. */
    public RunningCommand start(String directory, Map<String, String> environment, List<String> command) {
        return RunningCommand.start(
                this, container.getDockerClient(), container.getContainerId(), directory, environment, command);
    }

    /** Copies a file or a directory of this machine into the node. */
    public void copy(Path from, String to) {
        container.copyFileToContainer(MountableFile.forHostPath(from), to);
    }

    /** The port on this machine's loopback address under which a port of the node answers. */
    public int publishedPort(int port) {
        return container.getMappedPort(port);
    }

    /** The node's addresses in the cluster's network. */
    public List<String> addresses() {
        return container.getContainerInfo().getNetworkSettings().getNetworks().values().stream()
                .map(network -> String.valueOf(network.getIpAddress()))
                .toList();
    }

    /** The name of the node's container, for {@code docker exec}. */
    public String containerName() {
        return container.getContainerName().replaceFirst("^/", "");
    }

    GenericContainer<?> container() {
        return container;
    }

    /** The end of what the node logged. */
    public String lastLines(int count) {
        String[] lines = container.getLogs().strip().split("\n");
        return String.join("\n", Arrays.asList(lines).subList(Math.max(0, lines.length - count), lines.length));
    }

    @Override
    public String toString() {
        return name;
    }
}

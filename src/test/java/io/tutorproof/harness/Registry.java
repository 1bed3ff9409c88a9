package io.tutorproof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * Debian's Docker registry, at one address on this machine and in containers: each has a process of its own that listens on
 * loopback there, and all serve the same files.
 */
final class Registry implements AutoCloseable {
    private static final Path PROGRAM = Path.of("target", "registry", "usr", "bin", "docker-registry");

    private final List<Process> processes = new ArrayList<>();
    private final String address;

    private Registry(String address) {
        this.address = address;
    }

    static Registry start(Path directory, List<String> containers) throws IOException {
        assertThat(PROGRAM).as("what ./verify --faults puts there").exists();
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Registry registry = new Registry("127.0.0.1:" + port);
        Path config = directory.resolve("registry.yaml");
        Files.writeString(
                config,
                "{version: 0.1, log: {level: error}, storage: {filesystem: {rootdirectory: %s}}, http: {addr: '%s'}}"
                        .formatted(directory.resolve("registry").toAbsolutePath(), registry.address));
        registry.serve(List.of(), config);
        for (String container : containers) {
            String process = Command.must("docker", "inspect", "--format={{.State.Pid}}", container);
            registry.serve(List.of("nsenter", "--net", "--target", process), config);
        }
        Awaitility.await("an answer of the registry")
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    new Socket(InetAddress.getLoopbackAddress(), port).close();
                    return true;
                });
        return registry;
    }

    private void serve(List<String> where, Path config) throws IOException {
        List<String> command = new ArrayList<>(where);
        Files.createDirectories(Path.of("target", "harness"));
        command.addAll(List.of(PROGRAM.toAbsolutePath().toString(), "serve", config.toString()));
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "harness", "registry.log").toFile()))
                .start());
    }

    String address() {
        return address;
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
    }
}

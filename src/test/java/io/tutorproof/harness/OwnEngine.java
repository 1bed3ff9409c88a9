package io.tutorproof.harness;

import io.tutorproof.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A second Docker engine on this machine, with the images of the first, which nobody minds when it is restarted. */
final class OwnEngine {
    /** Where airgap/prepare puts the runtime that it needs on machines that lack a capability. */
    private static final Path CAPABLE = Path.of("/usr/local/lib/tutorproof/runc-capable");

    private static @Nullable OwnEngine running;

    private final Path directory = Path.of("target", "harness", "engine").toAbsolutePath();
    private final Path socket;

    /** Has a network of its own, so that nothing of the first engine's is touched. */
    private final Process network;

    private Process daemon;

    private OwnEngine() throws IOException {
        network = new ProcessBuilder(
                        "unshare", "--net", "sh", "-c", "ip link set lo up && echo up && exec sleep infinity")
                .start();
        network.inputReader().readLine();
        Command.must("rm", "-rf", directory.toString());
        Files.createDirectories(directory);
        // Elsewhere, since a socket's path may have no more than 107 characters.
        socket = Files.createTempDirectory("engine").resolve("docker.sock");
        daemon = start();
    }

    /** The engine, started on first use. */
    static synchronized OwnEngine running() {
        if (running == null) {
            try {
                running = new OwnEngine();
            } catch (IOException e) {
                throw new UncheckedIOException("no second engine", e);
            }
            running.takeImages();
        }
        return running;
    }

    /** Stops it, where it was started, and removes all that it had. */
    static synchronized void stop() throws IOException {
        if (running != null) {
            running.end();
            running.network.destroy();
            Command.must("rm", "-rf", running.directory.toString());
            Files.delete(running.socket.getParent());
            running = null;
        }
    }

    String host() {
        return "unix://" + socket;
    }

    /** How a command begins that is to reach the ports of its containers. */
    List<String> within() {
        return List.of("nsenter", "--net", "--target", String.valueOf(network.pid()));
    }

    /** Ends the engine, with all its containers, and starts it again. */
    void restart() {
        end();
        try {
            daemon = start();
        } catch (IOException e) {
            throw new UncheckedIOException("the engine did not start again", e);
        }
    }

    private void end() {
        daemon.destroy();
        try {
            daemon.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "dockerd",
                "--host=" + host(),
                "--data-root=" + directory.resolve("data"),
                "--exec-root=" + directory.resolve("exec"),
                "--pidfile=" + directory.resolve("pid"),
                "--log-driver=none")); // as some have it
        command.addAll(0, within());
        if (Files.exists(CAPABLE)) {
            command.addAll(List.of("--add-runtime=runc-capable=" + CAPABLE, "--default-runtime=runc-capable"));
        }
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()))
                .start();
        Awaitility.await("an answer of the second engine")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!started.isAlive()) {
                        throw new IllegalStateException(
                                "the second engine ended: " + Files.readString(directory.resolve("log")));
                    }
                    return Command.run("docker", "--host=" + host(), "version").exitCode() == 0;
                });
        return started;
    }

    private void takeImages() {
        Settings settings = Settings.load();
        List<String> images = Stream.of(settings.clusterImage(), settings.phpImage(), settings.nginxImage())
                .filter(image -> !image.isEmpty())
                .toList();
        Command.must(
                Map.of("IMAGES", String.join(" ", images)),
                "sh",
                "-c",
                "docker save $IMAGES | docker --host=" + host() + " load");
    }
}

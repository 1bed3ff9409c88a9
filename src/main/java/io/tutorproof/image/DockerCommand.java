package io.tutorproof.image;

import io.tutorproof.cluster.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A docker command of this machine, as the tutorial's reader types it.
 *
 * @param output what it printed, on either stream
 */
public record DockerCommand(String line, int exitCode, String output, Duration took) {
    private static final long MINUTES = 3;

    /**
     * Runs docker with these arguments; empty where there is no such program, only the engine.
     *
     * @throws ImageException when it does not end
     */
    public static Optional<DockerCommand> run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(arguments);
        long begun = System.nanoTime();
        // To a file, since reading it would wait for the end however long that takes.
        Path printed = Scratch.file("docker");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
        } catch (IOException absent) {
            return Optional.empty();
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroy();
                throw new ImageException(command + " did not end within " + MINUTES + " minutes");
            }
            String output = Files.readString(printed);
            Files.delete(printed);
            return Optional.of(new DockerCommand(
                    String.join(" ", command),
                    process.exitValue(),
                    output,
                    Duration.ofNanos(System.nanoTime() - begun)));
        } catch (IOException e) {
            throw new ImageException("the output of " + command + " could not be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new ImageException("interrupted while " + command + " ran", e);
        }
    }
}

package io.tutorproof.image;

import io.tutorproof.owner.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A docker command of this machine, as the tutorial's reader types it.
 *
 * @param output what it printed, on either stream
 */
public record DockerCommand(String line, int exitCode, String output, Duration took) {
    private static final long MINUTES = 3;

    /** Of a shell that finds no program of that name. */
    private static final int NOT_FOUND = 127;

    /**
     * Runs a command line that begins with docker, split by a shell; empty where there is no such program, only the engine.
     *
     * @throws ImageException when it does not end
     */
    public static Optional<DockerCommand> run(String line) {
        long begun = System.nanoTime();
        // To a file, since reading it would wait for the end however long that takes.
        Path printed = Scratch.file("docker");
        Process process;
        try {
            process = new ProcessBuilder("sh", "-c", line)
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
        } catch (IOException e) {
            throw new ImageException("no shell can be started for '" + line + "': " + e.getMessage(), e);
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroy();
                throw new ImageException("'" + line + "' did not end within " + MINUTES + " minutes");
            }
            String output = Files.readString(printed);
            Files.delete(printed);
            return process.exitValue() == NOT_FOUND
                    ? Optional.empty()
                    : Optional.of(new DockerCommand(
                            line, process.exitValue(), output, Duration.ofNanos(System.nanoTime() - begun)));
        } catch (IOException e) {
            throw new ImageException("the output of '" + line + "' could not be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new ImageException("interrupted while '" + line + "' ran", e);
        }
    }
}

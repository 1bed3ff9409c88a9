package io.tutorproof.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A command of this machine, run to its end. */
record Command(int exitCode, String output) {
    static Command run(String... line) {
        try {
            Process process =
                    new ProcessBuilder(List.of(line)).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Command(process.waitFor(), output.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(line[0] + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + line[0] + " ran", e);
        }
    }

    /** What it printed; an exception when it failed. */
    static String must(String... line) {
        Command command = run(line);
        if (command.exitCode() != 0) {
            throw new IllegalStateException(String.join(" ", line) + " failed: " + command.output());
        }
        return command.output();
    }
}

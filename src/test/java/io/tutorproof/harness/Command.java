package io.tutorproof.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command of this machine, run to its end. */
public record Command(int exitCode, String output) {
    /** Runs it. */
    public static Command run(String... line) {
        return run(Map.of(), line);
    }

    /** With these variables set besides. */
    static Command run(Map<String, String> environment, String... line) {
        try {
            ProcessBuilder builder = new ProcessBuilder(List.of(line)).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
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

    /** Runs a program of this class path in a JVM of its own. */
    public static Command java(Map<String, String> environment, String... program) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""))));
        line.addAll(List.of(program));
        return run(environment, line.toArray(String[]::new));
    }

    /** Runs it until it prints a line with this text; false when it ended before. */
    static boolean untilItPrints(Map<String, String> environment, String text, String... line) {
        ProcessBuilder builder = new ProcessBuilder(List.of(line)).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            try (BufferedReader printed = process.inputReader()) {
                return printed.lines().anyMatch(printedLine -> printedLine.contains(text));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(line[0] + " cannot be run", e);
        }
    }

    /** What it printed; an exception when it failed. */
    public static String must(String... line) {
        return must(Map.of(), line);
    }

    /** With these variables set besides. */
    static String must(Map<String, String> environment, String... line) {
        Command command = run(environment, line);
        if (command.exitCode() != 0) {
            throw new IllegalStateException(String.join(" ", line) + " failed: " + command.output());
        }
        return command.output();
    }
}

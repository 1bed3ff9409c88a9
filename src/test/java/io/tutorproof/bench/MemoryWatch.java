package io.tutorproof.bench;

import io.tutorproof.harness.Command;
import io.tutorproof.harness.RunUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Looks again and again at the memory of a run and of its nodes, and keeps the most that was seen, in MiB. At the nodes less
 * often: docker takes some 40 ms of a core to tell, which the run has to do without.
 */
final class MemoryWatch implements AutoCloseable {
    private static final Pattern HIGHEST = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final Pattern USED = Pattern.compile("([\\d.]+)([KMG])iB /.*");

    private final RunUnderTest run;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private volatile long ofProcess;
    private volatile long ofNodes;

    private MemoryWatch(RunUnderTest run) {
        this.run = run;
    }

    static MemoryWatch of(RunUnderTest run) {
        MemoryWatch watch = new MemoryWatch(run);
        var unused = watch.clock.scheduleWithFixedDelay(watch::lookAtProcess, 2, 2, TimeUnit.SECONDS);
        var unusedToo = watch.clock.scheduleWithFixedDelay(watch::lookAtNodes, 10, 10, TimeUnit.SECONDS);
        return watch;
    }

    /** Of the process in which the claims are judged. */
    long ofProcess() {
        return ofProcess;
    }

    /** Of all its nodes together. */
    long ofNodes() {
        return ofNodes;
    }

    private void lookAtProcess() {
        try {
            HIGHEST.matcher(Files.readString(Path.of("/proc", String.valueOf(run.pid()), "status")))
                    .results()
                    .forEach(found -> ofProcess = Long.parseLong(found.group(1)) >> 10);
        } catch (IOException e) {
            clock.shutdown(); // it has ended
        }
    }

    private void lookAtNodes() {
        List<String> nodes = run.containers();
        if (!nodes.isEmpty()) {
            List<String> command = new ArrayList<>(List.of("docker", "stats", "--no-stream", "--format={{.MemUsage}}"));
            command.addAll(nodes);
            // A container may be gone meanwhile; the most was seen before.
            ofNodes = Math.max(
                    ofNodes,
                    Command.run(command.toArray(String[]::new))
                            .output()
                            .lines()
                            .mapToLong(MemoryWatch::mebibytes)
                            .sum());
        }
    }

    private static long mebibytes(String line) {
        var used = USED.matcher(line);
        if (!used.matches()) {
            return 0;
        }
        double number = Double.parseDouble(used.group(1));
        return Math.round(
                switch (used.group(2)) {
                    case "K" -> number / 1024;
                    case "G" -> number * 1024;
                    default -> number;
                });
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}

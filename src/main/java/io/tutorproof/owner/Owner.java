package io.tutorproof.owner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * The process that made a container or a network, as a label says it. What a process left behind can be told from
 * what another one is using: the owner of the first no longer runs.
 *
 * @param host the owner's host; only there can be seen whether it still runs
 * @param started when it started, to tell it from a later process with the same number
 */
public record Owner(String host, long pid, Instant started) {
    /** On every container and network of ours. */
    public static final String LABEL = "io.tutorproof.owner";

    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    /** The one that runs this. */
    public static Owner thisProcess() {
        ProcessHandle self = ProcessHandle.current();
        Instant started = self.info().startInstant().orElse(Instant.EPOCH);
        return new Owner(hostName(), self.pid(), started.truncatedTo(ChronoUnit.SECONDS)); // as its label says it
    }

    /** The owner that a label names, if it is one of ours. */
    public static Optional<Owner> parse(String label) {
        String[] parts = label.split(" ", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Owner(parts[0], Long.parseLong(parts[1]), Instant.ofEpochSecond(Long.parseLong(parts[2]))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** As it is written on what it owns. */
    public String label() {
        return host + " " + pid + " " + started.getEpochSecond();
    }

    /** The same for the name of a file of this machine. */
    String fileName() {
        return pid + "-" + started.getEpochSecond();
    }

    /** The owner that a file's name begins with. */
    static Optional<Owner> parseFileName(String name) {
        String[] parts = name.split("-", -1);
        return parts.length < 2 ? Optional.empty() : parse(hostName() + " " + parts[0] + " " + parts[1]);
    }

    /** What marks a container or a network as its own. */
    public Map<String, String> labels() {
        return Map.of(LABEL, label());
    }

    /** Whether it can be seen here that it still runs. */
    public boolean isOfThisMachine() {
        return host.equals(hostName());
    }

    /** Whether the owner certainly no longer runs: a process of another host is left the benefit of the doubt. */
    public boolean isGone() {
        return isOfThisMachine() && ProcessHandle.of(pid).map(this::isAnother).orElse(true);
    }

    /** A process whose start cannot be read may be the owner. */
    private boolean isAnother(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(start, started).abs().compareTo(CLOCK_TOLERANCE) > 0)
                .orElse(false);
    }

    /** Names alone are not enough: machines share them, and containers of one machine have processes of their own. */
    private static String hostName() {
        String name = read("/proc/sys/kernel/hostname")
                .orElseGet(
                        () -> Optional.ofNullable(System.getenv("COMPUTERNAME")).orElse("localhost"));
        return name + "/" + read("/etc/machine-id").orElse("") + "/" + processNamespace();
    }

    private static Optional<String> read(String file) {
        try {
            return Optional.of(Files.readString(Path.of(file)).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String processNamespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException e) {
            return "";
        }
    }
}

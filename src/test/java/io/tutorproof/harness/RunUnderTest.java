package io.tutorproof.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A verification in a process and a directory of its own. */
public final class RunUnderTest implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Process process;
    private final Path directory;
    private final Path printed;

    private final Map<String, String> environment;

    private RunUnderTest(Process process, Path directory, Path printed, Map<String, String> environment) {
        this.environment = environment;
        this.process = process;
        this.directory = directory;
        this.printed = printed;
    }

    /** Begins to verify with these settings, without {@code tutorproof.} in their names, and this environment besides. */
    public static RunUnderTest start(String name, Map<String, String> settings, Map<String, String> environment)
            throws IOException {
        return start(new Launch(name, settings, environment));
    }

    /** Begins as it is told to. */
    static RunUnderTest start(Launch launch) throws IOException {
        Path directory = Path.of("target", "harness", launch.name());
        Command.must("rm", "-rf", directory.toString());
        Files.createDirectories(directory);
        Path project = Path.of("").toAbsolutePath();
        for (String needed : List.of("manifests", "app-image", "tutorproof.properties")) {
            if (Files.exists(project.resolve(needed))) {
                Files.createSymbolicLink(directory.resolve(needed), project.resolve(needed));
            }
        }
        List<String> command = new ArrayList<>(launch.within());
        command.addAll(List.of(
                "env",
                "--default-signal=INT", // which a job in the background of a shell would else ignore
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                (launch.resources().isEmpty() ? "" : launch.resources() + ":")
                        + System.getProperty("java.class.path", "")));
        command.addAll(launch.options());
        launch.settings().forEach((setting, value) -> command.add("-Dtutorproof." + setting + "=" + value));
        command.add(Verification.class.getName());
        Path printed = directory.resolve("printed.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().putAll(launch.environment());
        builder.environment().values().removeIf(String::isEmpty);
        return new RunUnderTest(builder.start(), directory, printed, engineOf(launch));
    }

    /** Where docker finds the engine of the run, which is another only within a network of its own; all else is not for our own commands. */
    private static Map<String, String> engineOf(Launch launch) {
        Map<String, String> engine = new HashMap<>(launch.environment());
        engine.keySet().retainAll(launch.within().isEmpty() ? List.of() : List.of("DOCKER_HOST"));
        return engine;
    }

    /** Runs docker with the engine of the run. */
    String docker(String... arguments) {
        return Command.must(environment, line(arguments));
    }

    private static String[] line(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    /** Waits for something that the run or its cluster does. */
    void until(String what, BooleanSupplier there) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    if (!process.isAlive() && !there.getAsBoolean()) {
                        throw new IllegalStateException("the run ended before there was " + what + ": " + printed());
                    }
                    return there.getAsBoolean();
                });
    }

    void untilPrinted(String text) {
        until("'" + text + "'", () -> printed().contains(text));
    }

    /** Waits until an object of this kind in the claim's namespace has this image, as soon as the API tells of it. */
    void untilImageOf(String kind, String claim, String image) {
        untilPrinted("images loaded");
        String[] watch = line(
                "exec",
                node("server"),
                "kubectl",
                "--namespace=" + claim,
                "get",
                kind,
                "--watch",
                "--output=jsonpath={..image}{\"\\n\"}");
        if (!Command.untilItPrints(environment, image, watch)) {
            throw new IllegalStateException("no " + kind + " of " + claim + " on " + image + ": " + printed());
        }
    }

    /** The container of one of its nodes. */
    String node(String name) {
        return containers().stream()
                .filter(id ->
                        docker("inspect", "--format={{.Config.Hostname}}", id).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no node " + name + ": " + printed()));
    }

    /** Where the API is reached from outside. */
    String api() {
        return docker("port", node("server"), "6443/tcp");
    }

    /** Runs a shell's command in one of its nodes. */
    void inNode(String node, String script) {
        docker("exec", node(node), "sh", "-c", script);
    }

    /** The ids of its nodes' containers. */
    public List<String> containers() {
        return ours("ps", "--all", "--no-trunc", "--quiet");
    }

    /** Containers and networks with its label, and its files: what it has not removed. */
    List<String> leftBehind() {
        List<String> left = new ArrayList<>(containers());
        left.addAll(ours("network", "ls", "--quiet"));
        if (environment.containsKey("DOCKER_HOST")) { // an engine that nobody else has; volumes have no label
            docker("volume", "ls", "--quiet").lines().forEach(left::add);
        }
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir", "/tmp")))) {
            files.map(Path::toString)
                    .filter(file -> file.contains("tutorproof-" + process.pid() + "-"))
                    .forEach(left::add);
        } catch (IOException e) {
            left.add("unknown files: " + e);
        }
        return left;
    }

    /** By the owner's label, whose second word is the process. */
    private List<String> ours(String... list) {
        Predicate<String> isOurs = line -> {
            String[] words = line.split(" ", -1);
            return words.length > 2 && words[2].equals(String.valueOf(process.pid()));
        };
        List<String> command = new ArrayList<>(List.of(list));
        command.remove("--quiet");
        command.addAll(
                List.of("--filter=label=io.tutorproof.owner", "--format={{.ID}} {{.Label \"io.tutorproof.owner\"}}"));
        return docker(command.toArray(String[]::new))
                .lines()
                .filter(isOurs)
                .map(line -> line.split(" ", -1)[0])
                .toList();
    }

    /** Its process. */
    public long pid() {
        return process.pid();
    }

    void signal(String name) {
        Command.must("kill", "-" + name, String.valueOf(process.pid()));
    }

    /** Stands still while something is done to what it works on. */
    void meanwhileStopped(Runnable act) {
        signal("STOP");
        try {
            act.run();
        } finally {
            signal("CONT");
        }
    }

    /**
     * The same in the midst of a claim.
     *
     * @throws IllegalStateException when the claim was judged already, so that nothing would be tried
     */
    void inTheMidstOf(String claim, Runnable act) {
        meanwhileStopped(() -> {
            if (printed()
                    .lines()
                    .anyMatch(line -> line.startsWith("tutorproof: ") && line.contains(" " + claim + " "))) {
                throw new IllegalStateException("too late, " + claim + " was judged already: " + printed());
            }
            act.run();
        });
    }

    /** Waits for its end; how long that took. */
    Duration ends() throws InterruptedException {
        return endsWithin(PATIENCE.toMinutes());
    }

    /** Waits for its end, at most so long; how long that took. */
    public Duration endsWithin(long minutes) throws InterruptedException {
        Instant begun = Instant.now();
        if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
            throw new AssertionError("the run did not end within " + minutes + " minutes: " + printed());
        }
        return Duration.between(begun, Instant.now());
    }

    /** 0 when the claims are proved. */
    public int exitCode() {
        return process.exitValue();
    }

    /** All that it has printed so far. */
    public String printed() {
        try {
            return Files.readString(printed);
        } catch (IOException e) {
            return "";
        }
    }

    /** The claim in its report; empty where it could write none. */
    Optional<JsonNode> claim(String id) throws IOException {
        String report = report();
        if (report.isEmpty()) {
            return Optional.empty();
        }
        for (JsonNode claim : JsonMapper.shared().readTree(report).at("/claims")) {
            if (claim.at("/id").asString().equals(id)) {
                return Optional.of(claim);
            }
        }
        return Optional.empty();
    }

    /** What claims.json says; empty where there is none. */
    public String report() throws IOException {
        Path report = directory.resolve("target/tutorproof/claims.json");
        return Files.exists(report) ? Files.readString(report) : "";
    }

    /** Settings for some claims alone, their ids with commas in between. */
    public static Map<String, String> only(String claim) {
        return new HashMap<>(Map.of("only", claim));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

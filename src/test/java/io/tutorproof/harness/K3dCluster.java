package io.tutorproof.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A cluster of three nodes that k3d makes: another program than ours starts the nodes and hands out the kubeconfig. It is there
 * until it is closed.
 */
final class K3dCluster implements AutoCloseable {
    private static final String PROGRAM =
            Path.of("target", "k3d", "k3d").toAbsolutePath().toString();

    /** k3d's own image of tools may not be had, and takes no part in what is tested. */
    private static final Map<String, String> TOOLS = Map.of("K3D_IMAGE_TOOLS", "tutorproof/k3d-tools:debian");

    private final String name;
    private final Path directory;

    private K3dCluster(String name, Path directory) {
        this.name = name;
        this.directory = directory;
    }

    /** Makes it, and puts its kubeconfig and its kubectl into the directory. */
    static K3dCluster create(String suffix, Path directory) throws IOException {
        K3dCluster cluster =
                new K3dCluster("tutorproof-" + ProcessHandle.current().pid() + suffix, directory);
        k3d(
                "cluster",
                "create",
                cluster.name,
                "--image=" + image(),
                "--agents=2",
                "--no-lb",
                "--api-port=127.0.0.1:random",
                "--kubeconfig-update-default=false",
                "--timeout=3m");
        try {
            write(cluster.kubeconfig(), k3d("kubeconfig", "get", cluster.name));
            Command.must(
                    "docker",
                    "cp",
                    "--follow-link",
                    cluster.nodes().get(0) + ":/usr/local/bin/kubectl",
                    directory.resolve("kubectl").toString());
            cluster.settle();
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    /** An address for Traefik's service is the last thing that it does by itself: until then it changes without anybody. */
    private void settle() {
        Awaitility.await("an address of Traefik's service")
                .atMost(Duration.ofMinutes(3))
                .until(() -> kubectl(
                                        "wait",
                                        "--for=jsonpath={.status.loadBalancer.ingress[0].ip}",
                                        "--namespace=kube-system",
                                        "service/traefik")
                                .exitCode()
                        == 0);
    }

    private static String k3d(String... arguments) {
        List<String> command = new ArrayList<>(List.of(PROGRAM));
        command.addAll(List.of(arguments));
        return Command.must(TOOLS, command.toArray(String[]::new));
    }

    private static String image() throws IOException {
        Path settings = Path.of("tutorproof.properties");
        if (!Files.exists(settings)) {
            return "rancher/k3s:v1.36.4-k3s1";
        }
        return Files.readAllLines(settings).stream()
                .filter(line -> line.startsWith("tutorproof.cluster.image="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElse("rancher/k3s:v1.36.4-k3s1");
    }

    static void write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    String context() {
        return "k3d-" + name;
    }

    Path kubeconfig() {
        return directory.resolve("config").toAbsolutePath();
    }

    /** The names of the nodes' containers, the server's first. */
    List<String> nodes() {
        return List.of(context() + "-server-0", context() + "-agent-0", context() + "-agent-1");
    }

    Command kubectl(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "exec", nodes().get(0), "kubectl"));
        command.addAll(List.of(arguments));
        return Command.run(command.toArray(String[]::new));
    }

    /** The names of the images that the node has. */
    static String images(String node) {
        // Through a shell of the node, since what ctr warns of has the time in it.
        return Command.must("docker", "exec", node, "sh", "-c", "ctr -n k8s.io images ls -q 2> /dev/null");
    }

    String namespaces() {
        return kubectl("get", "namespaces", "--output=name").output();
    }

    /** The settings with which a run verifies claims in it. */
    Map<String, String> settings(String claims) {
        Map<String, String> settings = RunUnderTest.only(claims);
        settings.put("kubeconfig", kubeconfig().toString());
        settings.put("context", context());
        return settings;
    }

    /** Starts a run with kubectl found, and a kubeconfig in the environment that must not be used. */
    RunUnderTest start(String run, Map<String, String> settings) throws IOException {
        return RunUnderTest.start(launch(run, settings));
    }

    /** How such a run is started. */
    Launch launch(String run, Map<String, String> settings) {
        return new Launch(
                run,
                settings,
                Map.of(
                        "PATH",
                        directory.toAbsolutePath() + ":" + System.getenv("PATH"),
                        "KUBECONFIG",
                        directory.resolve("no-such-config").toString()));
    }

    /** Where its API is reached from outside. */
    String api() {
        return Command.must("docker", "port", nodes().get(0), "6443/tcp");
    }

    /** Runs a shell's command with kubectl on its server. */
    String onServer(String script) {
        return Command.must("docker", "exec", nodes().get(0), "sh", "-ec", script);
    }

    @Override
    public void close() {
        k3d("cluster", "delete", name);
    }
}

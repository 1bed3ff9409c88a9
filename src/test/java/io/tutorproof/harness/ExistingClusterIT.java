package io.tutorproof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.json.JsonMapper;

/** A cluster that was there before, made by k3d: another program than ours starts the nodes and hands out the kubeconfig. */
@Tag("harness")
@Execution(ExecutionMode.SAME_THREAD)
class ExistingClusterIT {
    private static final String CLUSTER =
            "tutorproof-" + ProcessHandle.current().pid();
    private static final String CONTEXT = "k3d-" + CLUSTER;
    private static final List<String> NODES =
            List.of(CONTEXT + "-server-0", CONTEXT + "-agent-0", CONTEXT + "-agent-1");
    private static final String CLAIMS =
            "rs-keeps-old-image,bad-selector-no-answer,dry-run-pod-yaml,daemonset-per-node";

    @TempDir
    static Path directory = Path.of("");

    private static String kubeconfig = "";

    @BeforeAll
    static void aClusterOfSomebodys() throws IOException {
        k3d(
                "cluster",
                "create",
                CLUSTER,
                "--image=" + image(),
                "--agents=2",
                "--no-lb",
                "--api-port=127.0.0.1:random",
                "--kubeconfig-update-default=false",
                "--timeout=3m");
        kubeconfig = k3d("kubeconfig", "get", CLUSTER);
        write(directory.resolve("config"), kubeconfig);
        Command.must(
                "docker",
                "cp",
                "--follow-link",
                NODES.get(0) + ":/usr/local/bin/kubectl",
                directory.resolve("kubectl").toString());
    }

    /** The k3d that ./verify --faults puts there; its own image of tools may not be had, and takes no part in what is tested. */
    private static String k3d(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of("target", "k3d", "k3d").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return Command.must(Map.of("K3D_IMAGE_TOOLS", "tutorproof/k3d-tools:debian"), command.toArray(String[]::new));
    }

    private static String image() {
        try {
            return Files.readAllLines(Path.of("tutorproof.properties")).stream()
                    .filter(line -> line.startsWith("tutorproof.cluster.image="))
                    .map(line -> line.substring(line.indexOf('=') + 1))
                    .findFirst()
                    .orElse("rancher/k3s:v1.36.4-k3s1");
        } catch (IOException e) {
            return "rancher/k3s:v1.36.4-k3s1";
        }
    }

    private static Command kubectl(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "exec", NODES.get(0), "kubectl"));
        command.addAll(List.of(arguments));
        return Command.run(command.toArray(String[]::new));
    }

    private static void write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    @AfterAll
    static void removeIt() {
        k3d("cluster", "delete", CLUSTER);
    }

    private static Map<String, String> settings(String claims) {
        Map<String, String> settings = RunUnderTest.only(claims);
        settings.put("kubeconfig", directory.resolve("config").toAbsolutePath().toString());
        settings.put("context", CONTEXT);
        return settings;
    }

    /** With kubectl found, and a kubeconfig in the environment that must not be used. */
    private static RunUnderTest start(String name, Map<String, String> settings) throws IOException {
        return RunUnderTest.start(
                name,
                settings,
                Map.of(
                        "PATH",
                        directory.toAbsolutePath() + ":" + System.getenv("PATH"),
                        "KUBECONFIG",
                        directory.resolve("no-such-config").toString()));
    }

    private static String images(String node) {
        // Through a shell of the node, since what ctr warns of has the time in it.
        return Command.must("docker", "exec", node, "sh", "-c", "ctr -n k8s.io images ls -q 2> /dev/null");
    }

    private static String namespaces() {
        return kubectl("get", "namespaces", "--output=name").output();
    }

    @Test
    void claims_are_verified_in_it_and_nothing_of_it_changes() throws IOException, InterruptedException {
        String images = images(NODES.get(1));
        try (RunUnderTest run = start("existing", settings(CLAIMS))) {
            run.ends();

            assertThat(run.exitCode()).as(run.printed()).isZero();
            for (String claim : List.of("rs-keeps-old-image", "bad-selector-no-answer")) {
                assertThat(run.claim(claim).orElseThrow().at("/verdict").asString())
                        .isEqualTo("holds");
            }
            assertThat(run.claim("daemonset-per-node")
                            .orElseThrow()
                            .at("/reason")
                            .asString())
                    .isEqualTo("not tried on a cluster that others may use: a node would get a label");
            assertThat(run.leftBehind()).isEmpty();
        }
        assertThat(images(NODES.get(1))).isEqualTo(images);
        assertThat(namespaces()).doesNotContain("tutorproof");
    }

    @Test
    void its_nodes_pull_from_a_registry_when_one_is_named() throws IOException, InterruptedException {
        try (Registry registry = Registry.start(directory, NODES)) {
            Map<String, String> settings = settings("rs-keeps-old-image,apply-creates-pod,deploy-yaml,run-creates-pod");
            settings.put("registry", registry.address() + "/team");
            try (RunUnderTest run = start("existing-registry", settings)) {
                run.ends();

                assertThat(run.exitCode()).as(run.printed()).isZero();
                assertThat(run.claim("rs-keeps-old-image")
                                .orElseThrow()
                                .at("/verdict")
                                .asString())
                        .isEqualTo("holds");
                assertThat(JsonMapper.shared()
                                .readTree(run.report())
                                .at("/claims")
                                .toString()
                                .contains(registry.address()))
                        .as("evidence with other names than the tutorial's")
                        .isFalse();
            }
            assertThat(NODES.stream().map(ExistingClusterIT::images).toList().toString())
                    .containsPattern(registry.address() + "/team/[0-9a-f]{12}/andr35/imagen:v0.2.0")
                    .containsPattern(registry.address() + "/team/[0-9a-f]{12}/nginx:latest");
        }
    }

    @Test
    void a_node_that_is_restarted_comes_back_with_its_state_and_its_certificates() {
        kubectl("create", "configmap", "kept", "--from-literal=a=b");
        String certificate = certificateAuthority();

        Command.must("docker", "restart", NODES.get(0), NODES.get(1));

        Awaitility.await("every node Ready again, heard of since the restart")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> kubectl("wait", "--for=condition=Ready", "nodes", "--all", "--timeout=30s")
                                .exitCode()
                        == 0);
        assertThat(kubectl("get", "configmap", "kept", "--output=jsonpath={.data.a}")
                        .output())
                .isEqualTo("b");
        assertThat(certificateAuthority()).isEqualTo(certificate);
        kubectl("run", "after", "--image=registry.k8s.io/pause:3.10", "--restart=Never");
        assertThat(kubectl("wait", "--for=condition=Ready", "pod/after", "--timeout=60s")
                        .output())
                .contains("condition met");
        kubectl("delete", "pod/after", "configmap/kept", "--now");
    }

    private static String certificateAuthority() {
        return Command.must(
                "docker", "exec", NODES.get(0), "grep", "certificate-authority-data", "/etc/rancher/k3s/k3s.yaml");
    }

    @Test
    void what_an_interrupted_or_killed_run_made_goes_too() throws IOException, InterruptedException {
        for (String signal : List.of("INT", "KILL")) {
            try (RunUnderTest run = start("existing-" + signal, settings("rs-keeps-old-image"))) {
                run.untilPrinted("images loaded");
                run.until("a namespace of it", () -> namespaces().contains("tutorproof-rs-keeps-old-image"));
                run.signal(signal);
                run.ends();
            }
            if (signal.equals("KILL")) {
                theNextRun();
            }
            Awaitility.await("no namespace of it after " + signal)
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> !namespaces().contains("tutorproof"));
        }
    }

    private static void theNextRun() throws IOException, InterruptedException {
        try (RunUnderTest next = start("existing-next", settings("dry-run-pod-yaml"))) {
            next.ends();
            assertThat(next.exitCode()).as(next.printed()).isZero();
        }
    }

    @Test
    void a_change_by_somebody_else_is_told_and_fails_the_run() throws IOException, InterruptedException {
        Config config = Config.fromKubeconfig(kubeconfig);
        try (RunUnderTest run = start("existing-changed", settings("rs-keeps-old-image"));
                KubernetesClient client =
                        new KubernetesClientBuilder().withConfig(config).build()) {
            run.untilPrinted("images loaded");
            run.until("a namespace of it", () -> namespaces().contains("tutorproof-rs-keeps-old-image"));
            client.configMaps()
                    .inNamespace("default")
                    .resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("somebodys")
                            .endMetadata()
                            .build())
                    .create();
            run.ends();

            assertThat(run.exitCode()).isNotZero();
            assertThat(run.printed())
                    .contains("outside of what this run made: ConfigMap default/somebodys (v1) is new");
            client.configMaps().inNamespace("default").withName("somebodys").delete();
        }
    }

    @Test
    void a_cluster_that_was_not_named_twice_is_refused() throws IOException, InterruptedException {
        write(directory.resolve("shared"), kubeconfig.replace(CONTEXT, "team"));
        Map<String, String> settings = new HashMap<>(settings("dry-run-pod-yaml"));
        settings.put("kubeconfig", directory.resolve("shared").toAbsolutePath().toString());
        settings.put("context", "team");
        try (RunUnderTest run = start("existing-shared", settings)) {
            run.ends();

            assertThat(run.exitCode()).isNotZero();
            assertThat(run.printed()).contains("-Dtutorproof.i-own-this-cluster=team");
        }
        settings.put("i-own-this-cluster", "team");
        try (RunUnderTest run = start("existing-owned", settings)) {
            run.ends();

            assertThat(run.exitCode()).as(run.printed()).isZero();
            assertThat(Optional.of(run.leftBehind())).contains(List.of());
        }
    }
}

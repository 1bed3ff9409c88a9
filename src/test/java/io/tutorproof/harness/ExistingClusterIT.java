package io.tutorproof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

/** A cluster that was there before, made by k3d. */
@Tag("harness")
@Execution(ExecutionMode.SAME_THREAD)
class ExistingClusterIT {
    private static final String CLAIMS =
            "rs-keeps-old-image,bad-selector-no-answer,dry-run-pod-yaml,daemonset-per-node";

    @TempDir
    static Path directory = Path.of("");

    private static K3dCluster cluster;

    @BeforeAll
    static void aClusterOfSomebodys() throws IOException {
        cluster = K3dCluster.create("", directory);
    }

    @AfterAll
    static void removeIt() {
        cluster.close();
    }

    @Test
    void claims_are_verified_in_it_and_nothing_of_it_changes() throws IOException, InterruptedException {
        String images = K3dCluster.images(cluster.nodes().get(1));
        try (RunUnderTest run = cluster.start("existing", cluster.settings(CLAIMS))) {
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
        assertThat(K3dCluster.images(cluster.nodes().get(1))).isEqualTo(images);
        assertThat(cluster.namespaces()).doesNotContain("tutorproof");
    }

    @Test
    void a_node_that_is_restarted_comes_back_with_its_state_and_its_certificates() {
        cluster.kubectl("create", "configmap", "kept", "--from-literal=a=b");
        String certificate = certificateAuthority();

        Command.must(
                "docker", "restart", cluster.nodes().get(0), cluster.nodes().get(1));

        Awaitility.await("every node Ready again, heard of since the restart")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> cluster.kubectl("wait", "--for=condition=Ready", "nodes", "--all", "--timeout=30s")
                                .exitCode()
                        == 0);
        assertThat(cluster.kubectl("get", "configmap", "kept", "--output=jsonpath={.data.a}")
                        .output())
                .isEqualTo("b");
        assertThat(certificateAuthority()).isEqualTo(certificate);
        cluster.kubectl("run", "after", "--image=registry.k8s.io/pause:3.10", "--restart=Never");
        assertThat(cluster.kubectl("wait", "--for=condition=Ready", "pod/after", "--timeout=60s")
                        .output())
                .contains("condition met");
        cluster.kubectl("delete", "pod/after", "configmap/kept", "--now");
    }

    private static String certificateAuthority() {
        return Command.must(
                "docker",
                "exec",
                cluster.nodes().get(0),
                "grep",
                "certificate-authority-data",
                "/etc/rancher/k3s/k3s.yaml");
    }

    @Test
    void what_an_interrupted_or_killed_run_made_goes_too() throws IOException, InterruptedException {
        for (String signal : List.of("INT", "KILL")) {
            try (RunUnderTest run = cluster.start("existing-" + signal, cluster.settings("rs-keeps-old-image"))) {
                run.untilPrinted("images loaded");
                run.until("a namespace of it", () -> cluster.namespaces().contains("tutorproof-rs-keeps-old-image"));
                run.signal(signal);
                run.ends();
            }
            if (signal.equals("KILL")) {
                theNextRun();
            }
            Awaitility.await("no namespace of it after " + signal)
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> !cluster.namespaces().contains("tutorproof"));
        }
    }

    private static void theNextRun() throws IOException, InterruptedException {
        try (RunUnderTest next = cluster.start("existing-next", cluster.settings("dry-run-pod-yaml"))) {
            next.ends();
            assertThat(next.exitCode()).as(next.printed()).isZero();
        }
    }

    @Test
    void a_change_by_somebody_else_is_told_and_fails_the_run() throws IOException, InterruptedException {
        Config config = Config.fromKubeconfig(Files.readString(cluster.kubeconfig()));
        try (RunUnderTest run = cluster.start("existing-changed", cluster.settings("rs-keeps-old-image"));
                KubernetesClient client =
                        new KubernetesClientBuilder().withConfig(config).build()) {
            run.untilPrinted("images loaded");
            run.until("a namespace of it", () -> cluster.namespaces().contains("tutorproof-rs-keeps-old-image"));
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
        K3dCluster.write(
                directory.resolve("shared"),
                Files.readString(cluster.kubeconfig()).replace(cluster.context(), "team"));
        Map<String, String> settings = new HashMap<>(cluster.settings("dry-run-pod-yaml"));
        settings.put("kubeconfig", directory.resolve("shared").toAbsolutePath().toString());
        settings.put("context", "team");
        try (RunUnderTest run = cluster.start("existing-shared", settings)) {
            run.ends();

            assertThat(run.exitCode()).isNotZero();
            assertThat(run.printed()).contains("-Dtutorproof.i-own-this-cluster=team");
        }
        settings.put("i-own-this-cluster", "team");
        try (RunUnderTest run = cluster.start("existing-owned", settings)) {
            run.ends();

            assertThat(run.exitCode()).as(run.printed()).isZero();
            assertThat(Optional.of(run.leftBehind())).contains(List.of());
        }
    }
}

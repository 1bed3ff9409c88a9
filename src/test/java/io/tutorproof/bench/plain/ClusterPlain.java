package io.tutorproof.bench.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ClusterPlain extends PlainCluster {
    @Test
    @Tag("cluster-ready-time")
    void the_node_is_ready() {
        assertThat(row(succeed("get", "nodes"), "server")).contains("Ready");
    }

    @Test
    @Tag("cluster-system-pods")
    void the_systems_pods_end_running_or_completed() {
        eventually(() -> {
            List<String> phases = client().pods().inAnyNamespace().list().getItems().stream()
                    .map(pod -> pod.getStatus().getPhase())
                    .toList();
            return !phases.isEmpty() && List.of("Running", "Succeeded").containsAll(phases);
        });
        succeed("get", "pods", "--all-namespaces");
    }

    @Test
    @Tag("pod-shares-network")
    void containers_of_a_pod_share_their_network() {
        twoContainers();
        assertThat(inside("beside", "hostname")).isEqualTo(inside("web", "hostname"));
        assertThat(inside("beside", "php", "-r", "echo gethostbyname(gethostname());"))
                .isEqualTo(pod("dos").getStatus().getPodIP());
        eventually(() -> inside("beside", "php", "-r", "echo @file_get_contents('http://localhost/');")
                .contains(version("v0.1.0")));
    }

    @Test
    @Tag("pod-shares-storage")
    void containers_of_a_pod_share_their_volumes() {
        twoContainers();
        inside("web", "sh", "-c", "echo shared > /shared/file; echo own > /file");
        assertThat(inside("beside", "cat", "/shared/file")).isEqualTo("shared\n");
        assertThat(fail("exec", "dos", "--container=beside", "--", "cat", "/file"))
                .contains("No such file or directory");
    }

    private void twoContainers() {
        apply("beyond/two-containers.yaml");
        podIsReady("dos");
    }

    private String inside(String container, String... command) {
        return succeed(Stream.concat(Stream.of("exec", "dos", "--container=" + container, "--"), Stream.of(command))
                .toArray(String[]::new));
    }
}

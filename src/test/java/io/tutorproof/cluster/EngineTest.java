package io.tutorproof.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineTest {
    private static final long GIB = 1L << 30;

    @Test
    void says_what_to_do_about_too_little_memory_or_disk() {
        assertThatCode(() -> Engine.refuseTooSmall(4 * GIB, 10 * GIB)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Engine.refuseTooSmall(GIB, 10 * GIB))
                .hasMessage("Docker has 1024 MiB of memory and the cluster needs 2048: give Docker more.");
        assertThatThrownBy(() -> Engine.refuseTooSmall(4 * GIB, GIB))
                .hasMessageStartingWith("Docker's disk has 1024 MiB free and the cluster needs 3072");
    }

    @Test
    void refuses_an_engine_of_another_host() {
        assertThatCode(() -> Engine.refuseRemote(URI.create("unix:///var/run/docker.sock")))
                .doesNotThrowAnyException();
        assertThatCode(() -> Engine.refuseRemote(URI.create("tcp://localhost:2375")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Engine.refuseRemote(URI.create("tcp://build.example:2375")))
                .hasMessageContaining("another host (tcp://build.example:2375)");
        assertThatThrownBy(() -> Engine.refuseRemote(URI.create("ssh://me@build.example")))
                .hasMessageContaining("another host (ssh://me@build.example)");
    }

    @Test
    void says_how_to_start_an_engine_that_does_not_answer() {
        assertThat(Engine.unreachable(Path.of("no such socket"))).contains("Docker does not answer", "airgap/prepare");
    }

    @ParameterizedTest
    @CsvSource({
        "rancher/k3s:v1.36.4-k3s1, true, true",
        "rancher/k3s:v1.35.0-k3s1, true, true",
        "rancher/k3s:v1.34.1-k3s1, true, false",
        "tutorproof/k3s:v1.20.2-debian, true, false",
        "rancher/k3s:latest, true, true",
        "rancher/k3s:v1.36.4-k3s1, false, false"
    })
    void asks_for_leave_to_use_cgroup_1_where_kubelet_wants_to_be_asked(String image, boolean cgroup1, boolean asks) {
        assertThat(NodeContainers.needsCgroup1Leave(image, cgroup1)).isEqualTo(asks);
    }
}

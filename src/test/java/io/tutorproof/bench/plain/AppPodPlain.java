package io.tutorproof.bench.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AppPodPlain extends PlainCluster {
    private static final String[] RUN = {"run", "mi-pod", "--image=andr35/imagen:v0.1.0", "--restart=Never"};

    @Test
    @Tag("dry-run-creates-nothing")
    void a_dry_run_creates_nothing() {
        assertThat(dryRun().getKind()).isEqualTo("Pod");
        assertThat(fail("get", "pod", "mi-pod")).contains("NotFound");
        succeed(RUN);
        succeed("get", "pod", "mi-pod");
    }

    @Test
    @Tag("dry-run-pod-yaml")
    void the_generated_yaml_has_these_fields() {
        Pod pod = dryRun();
        assertThat(pod.getMetadata().getLabels()).isEqualTo(Map.of("run", "mi-pod"));
        assertThat(imageOf(pod)).isEqualTo("andr35/imagen:v0.1.0");
        assertThat(pod.getSpec().getDnsPolicy()).isEqualTo("ClusterFirst");
        assertThat(pod.getSpec().getRestartPolicy()).isEqualTo("Never");
    }

    private Pod dryRun() {
        return Serialization.unmarshal(
                succeed(RUN[0], RUN[1], RUN[2], RUN[3], "--dry-run=client", "--output=yaml"), Pod.class);
    }

    @Test
    @Tag("apply-creates-pod")
    void applying_the_manifest_makes_the_pod() {
        assertThat(apply("deploy-01/mi-pod.yaml")).isEqualTo("pod/mi-pod created\n");
        podIsReady("mi-pod");
        assertThat(row(succeed("get", "pod", "mi-pod"), "mi-pod")).contains("1/1", "Running");
    }

    @Test
    @Tag("api-version-kind")
    void an_unknown_kind_or_version_is_refused() {
        for (String manifest : List.of("beyond/unknown-kind.yaml", "beyond/unknown-version.yaml")) {
            assertThat(applyRefused(manifest)).contains("no matches for kind");
        }
        apply("deploy-01/mi-pod.yaml");
    }

    @Test
    @Tag("labels-select")
    void a_selector_finds_the_labelled() {
        apply("deploy-01/mi-pod.yaml");
        apply("beyond/other-pod.yaml");
        assertThat(succeed("get", "pods", "--output=name").lines()).containsExactly("pod/mi-pod", "pod/otro-pod");
        assertThat(succeed("get", "pods", "--selector=run=mi-pod", "--output=name"))
                .isEqualTo("pod/mi-pod\n");
    }

    @Test
    @Tag("status-by-system")
    void the_system_writes_the_status() {
        apply("beyond/made-up-status.yaml");
        podIsReady("mi-pod");
        assertThat(pod("mi-pod").getStatus().getPodIP()).isNotEqualTo("192.0.2.1");
        assertThat(succeed("get", "pod", "mi-pod", "--output=yaml"))
                .contains("type: Ready", "containerStatuses:")
                .doesNotContain("reason: MadeUp");
    }

    @Test
    @Tag("restart-policy")
    void the_restart_policy_rules_what_follows() {
        apply("beyond/restart-policies.yaml");
        eventually(() -> "Failed".equals(pod("never-bad").getStatus().getPhase()));
        eventually(() -> "Succeeded".equals(pod("onfailure-good").getStatus().getPhase()));
        for (String name : List.of("onfailure-bad", "always-bad", "always-good")) {
            eventually(() -> restartsOf(name) >= 1);
        }
        assertThat(restartsOf("never-bad")).isZero();
        assertThat(restartsOf("onfailure-good")).isZero();
    }

    @Test
    @Tag("port-forward-app")
    void a_forwarded_port_leads_to_the_app() {
        apply("deploy-01/mi-pod.yaml");
        podIsReady("mi-pod");
        PortForward.shows(this, version("v0.1.0"));
    }
}

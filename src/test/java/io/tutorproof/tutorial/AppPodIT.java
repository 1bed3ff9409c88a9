package io.tutorproof.tutorial;

import static io.tutorproof.tutorial.Look.generated;
import static io.tutorproof.tutorial.Look.row;
import static io.tutorproof.tutorial.Look.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.claim.KubernetesVersion;
import io.tutorproof.junit.Claim;
import io.tutorproof.junit.Lab;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.Pods;
import io.tutorproof.observe.Snapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The sections on the reader's own image in a pod, and on what its YAML says. */
@Execution(ExecutionMode.CONCURRENT)
@Order(7)
class AppPodIT {
    private static final String[] RUN = {"run", "mi-pod", "--image=andr35/imagen:v0.1.0", "--restart=Never"};

    @Claim("dry-run-creates-nothing")
    @Test
    void a_dry_run_prints_yaml_and_creates_nothing(Lab lab) {
        Output printed = lab.kubectl().run(dryRun());

        assertThat(printed.yaml()).containsEntry("kind", "Pod");
        Output sought = lab.kubectl().run("get", "pod", "mi-pod");
        assertThat(sought.exitCode()).as("exit code of %s", sought).isNotZero();
        assertThat(sought.stderr()).contains("NotFound");
        lab.kubectl().succeed(RUN);
        assertThat(lab.kubectl().run("get", "pod", "mi-pod").exitCode()).isZero();
        lab.controlled("the same command in earnest creates the pod, and the same look finds it");
    }

    @Claim("dry-run-pod-yaml")
    @Test
    void the_generated_yaml_has_these_fields_and_no_others(Lab lab) {
        Output printed = lab.kubectl().run(dryRun());

        generated(
                printed,
                Map.of(
                        "apiVersion", "v1",
                        "kind", "Pod",
                        "metadata", Map.of("labels", Map.of("run", "mi-pod"), "name", "mi-pod"),
                        "spec",
                                Map.of(
                                        "containers",
                                        List.of(Map.of(
                                                "image",
                                                "andr35/imagen:v0.1.0",
                                                "name",
                                                "mi-pod",
                                                "resources",
                                                Map.of())),
                                        "dnsPolicy",
                                        "ClusterFirst",
                                        "restartPolicy",
                                        "Never"),
                        "status", Map.of()));
        assertThat(printed.stdout().contains("creationTimestamp: null"))
                .as("creationTimestamp: null in %s", printed)
                .isEqualTo(!lab.versions().kubectl().isSince(new KubernetesVersion(1, 34)));
    }

    private static String[] dryRun() {
        return new String[] {RUN[0], RUN[1], RUN[2], RUN[3], "--dry-run=client", "--output=yaml"};
    }

    @Claim("apply-creates-pod")
    @Test
    void applying_the_manifest_makes_the_pod(Lab lab) {
        Look.applySays(lab, "deploy-01/mi-pod.yaml", "pod/mi-pod created");

        lab.eventually(Pods.named("mi-pod").ready());
        assertThat(row(lab.kubectl().run("get", "pod", "mi-pod"), "mi-pod"))
                .containsEntry("READY", "1/1")
                .containsEntry("STATUS", "Running");
    }

    @Claim("api-version-kind")
    @Test
    void the_api_refuses_a_kind_or_a_version_that_it_does_not_know(Lab lab) {
        for (String manifest : List.of("beyond/unknown-kind.yaml", "beyond/unknown-version.yaml")) {
            Output refused = lab.kubectl().run("apply", "-f", manifest);
            assertThat(refused.exitCode()).as("exit code of %s", refused).isNotZero();
            assertThat(refused.stderr()).contains("no matches for kind");
        }
        lab.kubectl().apply("deploy-01/mi-pod.yaml");
        lab.controlled("the same command takes what the API does know");
    }

    @Claim("labels-select")
    @Test
    void a_selector_finds_the_objects_with_the_label_and_no_others(Lab lab) {
        lab.kubectl().apply("deploy-01/mi-pod.yaml", "beyond/other-pod.yaml");

        assertThat(names(lab, "get", "pods", "--output=name")).containsExactly("pod/mi-pod", "pod/otro-pod");
        assertThat(names(lab, "get", "pods", "--selector=run=mi-pod", "--output=name"))
                .containsExactly("pod/mi-pod");
    }

    private static List<String> names(Lab lab, String... command) {
        return lab.kubectl().succeed(command).stdout().lines().toList();
    }

    @Claim("status-by-system")
    @Test
    void the_system_writes_the_status_and_nobody_elses_counts(Lab lab) {
        lab.kubectl().apply("beyond/made-up-status.yaml");

        Snapshot.Pod pod = lab.eventually(Pods.named("mi-pod").ready()).pod("mi-pod");

        assertThat(pod.phase()).isEqualTo("Running");
        assertThat(pod.ip()).isNotNull().isNotEqualTo("192.0.2.1");
        assertThat(lab.kubectl().run("get", "pod", "mi-pod", "--output=yaml").stdout())
                .contains("type: Ready", "type: ContainersReady", "containerStatuses:")
                .doesNotContain("reason: MadeUp");
    }

    @Claim("restart-policy")
    @Order(1)
    @Test
    void the_restart_policy_rules_what_follows_the_end_of_a_container(Lab lab) {
        lab.kubectl().apply("beyond/restart-policies.yaml");

        lab.eventually(Pods.named("never-bad").inPhase("Failed"));
        lab.eventually(Pods.named("onfailure-good").inPhase("Succeeded"));
        lab.eventually(Pods.named("onfailure-bad").restarted(1), Deadlines.RESTART);
        lab.eventually(Pods.named("always-bad").restarted(1), Deadlines.RESTART);
        lab.eventually(Pods.named("always-good").restarted(1), Deadlines.RESTART);
        assertThat(List.of("never-bad", "onfailure-good"))
                .allSatisfy(name -> assertThat(lab.state().pod(name).restarts()).isZero());
        lab.kubectl().run("get", "pods");
    }

    @Claim("port-forward-app")
    @Order(1)
    @Test
    @ResourceLock("port 8080 of the server")
    void a_forwarded_port_leads_to_our_app(Lab lab) {
        lab.kubectl().apply("deploy-01/mi-pod.yaml");
        lab.given(Pods.named("mi-pod").ready());

        PortForward.shows(lab, version("v0.1.0"));
    }
}

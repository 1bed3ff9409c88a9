package io.tutorproof.tutorial;

import static io.tutorproof.observe.Observed.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.claim.KubernetesVersion;
import io.tutorproof.junit.Claim;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.scenario.Browser;
import io.tutorproof.scenario.Given;
import io.tutorproof.scenario.Reader;
import io.tutorproof.scenario.Then;
import java.util.Map;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The sections on the reader's own image in a pod, and on what its YAML says. */
class AppPodIT {
    @Claim("dry-run-creates-nothing")
    void a_dry_run_prints_yaml_and_creates_nothing(Given given, Reader reader, Then then) {
        Output printed = reader.types(
                "kubectl run mi-pod --image=andr35/imagen:v0.1.0 --restart=Never --dry-run=client --output=yaml");

        then.printed(printed)
                .is("YAML of a pod", output -> assertThat(output.yaml()).containsEntry("kind", "Pod"));
        then.printed(reader.types("kubectl get pod mi-pod")).fails("NotFound");

        // The same look does find what the same command makes in earnest.
        reader.types("kubectl run mi-pod --image=andr35/imagen:v0.1.0 --restart=Never");
        reader.types("kubectl get pod mi-pod");
    }

    @Claim("dry-run-pod-yaml")
    void the_generated_yaml_has_these_fields_and_no_others(Given given, Reader reader, Then then) {
        Output printed = reader.types(
                "kubectl run mi-pod --image=andr35/imagen:v0.1.0 --restart=Never --dry-run=client --output=yaml");

        then.printed(printed).yaml("""
                apiVersion: v1
                kind: Pod
                metadata:
                  labels:
                    run: mi-pod
                  name: mi-pod
                spec:
                  containers:
                  - image: andr35/imagen:v0.1.0
                    name: mi-pod
                    resources: {}
                  dnsPolicy: ClusterFirst
                  restartPolicy: Never
                status: {}
                """);
        boolean isOld = !given.versions().kubectl().isSince(new KubernetesVersion(1, 34));
        then.printed(printed)
                .is(
                        "creationTimestamp: null, before kubectl 1.34",
                        output -> assertThat(output.stdout().contains("creationTimestamp: null"))
                                .as("creationTimestamp: null in %s", output)
                                .isEqualTo(isOld));
    }

    @Claim("apply-creates-pod")
    void applying_the_manifest_makes_the_pod(Reader reader, Then then) {
        Output applied = reader.types("kubectl apply -f deploy-01/mi-pod.yaml");

        then.printed(applied).says("pod/mi-pod created");
        then.eventually(pod("mi-pod").isReady());
        then.printed(reader.types("kubectl get pod mi-pod")).row("mi-pod", Map.of("READY", "1/1", "STATUS", "Running"));
    }

    @Claim("api-version-kind")
    void the_api_refuses_a_kind_or_a_version_that_it_does_not_know(Reader reader, Then then) {
        then.printed(reader.types("""
                kubectl apply -f - <<EOF
                apiVersion: v1
                kind: Vaina
                metadata:
                  name: mi-pod
                EOF""")).fails("no matches for kind");
        then.printed(reader.types("""
                kubectl apply -f - <<EOF
                apiVersion: v7
                kind: Pod
                metadata:
                  name: mi-pod
                EOF""")).fails("no matches for kind");

        // The same command takes what the API does know.
        reader.types("kubectl apply -f deploy-01/mi-pod.yaml");
    }

    @Claim("labels-select")
    void a_selector_finds_the_objects_with_the_label_and_no_others(Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-01/mi-pod.yaml");
        reader.types("kubectl run otro-pod --image=andr35/imagen:v0.1.0 --restart=Never");

        then.printed(reader.types("kubectl get pods --output=name"))
                .is(
                        "both pods",
                        output -> assertThat(output.stdout().lines()).containsExactly("pod/mi-pod", "pod/otro-pod"));
        then.printed(reader.types("kubectl get pods --selector=run=mi-pod --output=name"))
                .says("pod/mi-pod");
    }

    @Claim("status-by-system")
    void the_system_writes_the_status_and_nobody_elses_counts(Reader reader, Then then) {
        reader.types("""
                kubectl apply -f - <<EOF
                apiVersion: v1
                kind: Pod
                metadata:
                  name: mi-pod
                spec:
                  containers:
                  - name: mi-pod
                    image: andr35/imagen:v0.1.0
                status:
                  phase: Failed
                  podIP: 192.0.2.1
                  reason: MadeUp
                EOF""");

        Snapshot.Pod seen = then.eventually(pod("mi-pod").isReady()).get(0);
        then.that("phase Running", seen.phase(), phase -> assertThat(phase).isEqualTo("Running"));
        then.that(
                "an address, and not the one made up",
                String.valueOf(seen.ip()),
                address -> assertThat(address).isNotEqualTo("null").isNotEqualTo("192.0.2.1"));
        then.printed(reader.types("kubectl get pod mi-pod --output=yaml"))
                .is(
                        "conditions of the system's, and none made up",
                        output -> assertThat(output.stdout())
                                .contains("type: Ready", "type: ContainersReady", "containerStatuses:")
                                .doesNotContain("reason: MadeUp"));
    }

    @Claim("restart-policy")
    void the_restart_policy_rules_what_follows_the_end_of_a_container(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f beyond/restart-policies.yaml");

        then.eventually(pod("never-bad").isInPhase("Failed"));
        then.eventually(pod("onfailure-good").isInPhase("Succeeded"));
        then.eventually(pod("onfailure-bad").wasRestarted(1), Deadlines.RESTART);
        then.eventually(pod("always-bad").wasRestarted(1), Deadlines.RESTART);
        then.eventually(pod("always-good").wasRestarted(1), Deadlines.RESTART);
        then.that(
                "no restart of never-bad",
                given.now().pod("never-bad"),
                pod -> assertThat(pod.restarts()).as("restarts of never-bad").isZero());
        then.that(
                "no restart of onfailure-good",
                given.now().pod("onfailure-good"),
                pod -> assertThat(pod.restarts())
                        .as("restarts of onfailure-good")
                        .isZero());
        reader.types("kubectl get pods");
    }

    @Claim("port-forward-app")
    @ResourceLock("port 8080 of the server")
    void a_forwarded_port_leads_to_our_app(Given given, Reader reader, Browser browser, Then then) {
        reader.types("kubectl apply -f deploy-01/mi-pod.yaml");
        given.that(pod("mi-pod").isReady());
        given.that(browser.pod("mi-pod"));

        PortForward.whileItRuns(
                given, reader, then, "kubectl port-forward mi-pod 8080:80", page -> page.shows(AppPage.of("v0.1.0")));
    }
}

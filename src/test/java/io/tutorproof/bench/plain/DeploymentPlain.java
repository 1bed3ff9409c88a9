package io.tutorproof.bench.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DeploymentPlain extends PlainCluster {
    private static final String MANIFEST = "deploy-05/mi-deploy.yaml";
    private static final String NEW_MANIFEST = "deploy-05/mi-deploy-v0.3.0.yaml";

    /** What was seen of the pods at the looks during a rollout. */
    private record Rollout(int leastReady, int mostStaying, boolean mixed) {}

    @Test
    @Tag("deploy-rolls-one-by-one")
    void an_update_replaces_one_at_a_time() {
        threeOldPods();
        apply(NEW_MANIFEST);
        Rollout seen = untilAllNew();
        assertThat(seen.leastReady()).isGreaterThanOrEqualTo(3);
        assertThat(seen.mostStaying()).isLessThanOrEqualTo(4);
    }

    private Rollout untilAllNew() {
        List<List<Pod>> looks = new ArrayList<>();
        eventually(() -> {
            List<Pod> pods = staying();
            looks.add(pods);
            return pods.size() == 3
                    && pods.stream().allMatch(pod -> NEW_IMAGE.equals(imageOf(pod)) && Readiness.isPodReady(pod));
        });
        return new Rollout(
                looks.stream()
                        .mapToInt(pods -> (int)
                                pods.stream().filter(Readiness::isPodReady).count())
                        .min()
                        .orElseThrow(),
                looks.stream().mapToInt(List::size).max().orElseThrow(),
                looks.stream().anyMatch(pods -> imagesOf(pods).containsAll(List.of(OLD_IMAGE, NEW_IMAGE))));
    }

    @Test
    @Tag("deploy-file-has-old-image")
    void the_file_has_the_new_image() {
        apply(NEW_MANIFEST);
        readyOn(NEW_IMAGE, 3);
        assertThat(succeed("apply", "-f", "/tmp/manifests/" + NEW_MANIFEST)).contains("unchanged");
    }

    @Test
    @Tag("deploy-all-new-image")
    void at_the_end_every_pod_has_the_new_image() {
        threeOldPods();
        update();
        readyOn(NEW_IMAGE, 3);
    }

    @Test
    @Tag("deploy-yaml")
    void the_generated_deployment_has_its_name_as_label() {
        Deployment deployment = Serialization.unmarshal(
                succeed(
                        "create",
                        "deployment",
                        "mi-deploy",
                        "--image=andr35/imagen:v0.2.0",
                        "--replicas=3",
                        "--port=80",
                        "--dry-run=client",
                        "--output=yaml"),
                Deployment.class);
        var container =
                deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
        assertThat(deployment.getMetadata().getLabels()).isEqualTo(Map.of("app", "mi-deploy"));
        assertThat(deployment.getSpec().getSelector().getMatchLabels()).isEqualTo(Map.of("app", "mi-deploy"));
        assertThat(deployment.getSpec().getReplicas()).isEqualTo(3);
        assertThat(container.getName()).isEqualTo("imagen");
        assertThat(container.getPorts().get(0).getContainerPort()).isEqualTo(80);
    }

    @Test
    @Tag("deploy-creates-rs")
    void a_deployment_makes_one_replicaset_and_three_pods() {
        assertThat(apply(MANIFEST)).isEqualTo("deployment.apps/mi-deploy created\n");
        ready(3);
        rolledOut();
        assertThat(replicaSets()).hasSize(1);
        assertThat(row(succeed("get", "deploy"), "mi-deploy")).contains("3/3");
    }

    @Test
    @Tag("deploy-names")
    void the_pods_are_named_after_deployment_and_replicaset() {
        apply(MANIFEST);
        assertThat(ready(3)).allSatisfy(pod -> {
            String hash = pod.getMetadata().getLabels().get("pod-template-hash");
            assertThat(nameOf(pod)).matches("mi-deploy-" + hash + "-[a-z0-9]{5}");
            assertThat(ownerOf(pod)).isEqualTo("mi-deploy-" + hash);
        });
        succeed("get", "replicaset");
    }

    private static String ownerOf(Pod pod) {
        return pod.getMetadata().getOwnerReferences().get(0).getName();
    }

    @Test
    @Tag("deploy-old-rs-gone")
    void the_old_replicaset_stays_without_pods() {
        threeOldPods();
        String old = replicaSets().iterator().next();
        update();
        eventually(() -> pods().stream().noneMatch(pod -> OLD_IMAGE.equals(imageOf(pod))));
        throughout(() -> wantedOf(old) == 0);
        assertThat(row(succeed("get", "replicaset"), old)).containsSequence("0", "0", "0");
    }

    private Set<String> replicaSets() {
        return client().apps().replicaSets().inNamespace(namespace()).list().getItems().stream()
                .map(set -> set.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    private int wantedOf(String replicaSet) {
        return client().apps()
                .replicaSets()
                .inNamespace(namespace())
                .withName(replicaSet)
                .require()
                .getSpec()
                .getReplicas();
    }

    @Test
    @Tag("deploy-rollback")
    void a_rollback_brings_the_old_replicaset_back() {
        threeOldPods();
        String old = replicaSets().iterator().next();
        update();
        assertThat(succeed("rollout", "undo", "deployment/mi-deploy"))
                .isEqualTo("deployment.apps/mi-deploy rolled back\n");
        rolledOut();
        assertThat(readyOn(OLD_IMAGE, 3)).allMatch(pod -> ownerOf(pod).equals(old));
    }

    @Test
    @Tag("deploy-recreate")
    void with_recreate_old_and_new_pods_never_meet() {
        assertThat(rollout("beyond/deploy-recreate.yaml").mixed()).isFalse();
    }

    @Test
    @Tag("deploy-surge-unavailable")
    void how_many_come_and_go_can_be_set() {
        Rollout noSurge = rollout("beyond/deploy-no-surge.yaml");
        assertThat(noSurge.leastReady()).isEqualTo(2);
        assertThat(noSurge.mostStaying()).isLessThanOrEqualTo(3);
        succeed("delete", "deployment", "mi-deploy");
        noPodIsLeft();
        Rollout surge = rollout("beyond/deploy-surge.yaml");
        assertThat(surge.leastReady()).isGreaterThanOrEqualTo(3);
        assertThat(surge.mostStaying()).isLessThanOrEqualTo(5);
    }

    private Rollout rollout(String manifest) {
        apply(manifest);
        rolledOut();
        readyOn(OLD_IMAGE, 3);
        setImage(NEW_IMAGE);
        return untilAllNew();
    }

    @Test
    @Tag("deploy-deadlines")
    void no_progress_in_time_is_reported() {
        apply("beyond/deploy-deadline.yaml");
        rolledOut();
        Set<String> old = uidsOf(readyOn(OLD_IMAGE, 3));
        setImage("andr35/imagen:no-existe");
        assertThat(fail("rollout", "status", "deployment/mi-deploy")).contains("exceeded its progress deadline");
        assertThat(uidsOf(staying().stream().filter(Readiness::isPodReady).toList()))
                .isEqualTo(old);
        setImage(NEW_IMAGE);
        readyOn(NEW_IMAGE, 3);
    }

    @Test
    @Tag("probe-readiness")
    void a_pod_that_is_not_ready_holds_the_rollout() {
        apply("beyond/probe-ready.yaml");
        apply("deploy-05/mi-deploy-svc.yaml");
        rolledOut();
        List<Pod> old = ready(3);
        eventually(() -> endpoints("mi-deploy-svc").equals(addressesOf(old)));
        apply("beyond/probe-never-ready.yaml");
        eventually(() -> staying().size() == 4
                && staying().stream()
                        .allMatch(pod -> "Running".equals(pod.getStatus().getPhase())));
        throughout(() -> endpoints("mi-deploy-svc").equals(addressesOf(old))
                && staying().size() == 4
                && uidsOf(staying()).containsAll(uidsOf(old)));
        apply("beyond/probe-ready.yaml");
        setImage(NEW_IMAGE);
        List<Pod> fresh = readyOn(NEW_IMAGE, 3);
        eventually(() -> endpoints("mi-deploy-svc").equals(addressesOf(fresh)));
    }

    @Test
    @Tag("probe-liveness")
    void a_failing_probe_restarts_the_container() {
        apply("beyond/probe-liveness.yaml");
        podIsReady("sano");
        eventually(() -> restartsOf("enfermo") >= 1);
        assertThat(restartsOf("sano")).isZero();
    }

    @Test
    @Tag("watch-shows-changes")
    void a_watch_prints_the_changes() {
        threeOldPods();
        beside(
                () -> {
                    eventually(() -> printedBeside().size() >= 4);
                    update();
                    for (String pod : namesOf(readyOn(NEW_IMAGE, 3))) {
                        eventually(() -> statuses(pod).containsAll(List.of("Pending", "Running")));
                    }
                    eventually(() -> printedBeside().stream().anyMatch(line -> line.contains("Terminating")));
                },
                "get",
                "pods",
                "--watch");
    }

    private List<String> statuses(String pod) {
        return printedBeside().stream()
                .filter(line -> line.startsWith(pod + " "))
                .map(line -> List.of(line.split(" +")).get(2))
                .toList();
    }

    @Test
    @Tag("deploy-failed-requests")
    void a_gentle_update_costs_no_request() throws InterruptedException {
        apply("beyond/deploy-nodeport.yaml");
        failedRequests(MANIFEST);
        succeed("delete", "deployment", "mi-deploy");
        eventually(() -> staying().isEmpty());
        assertThat(failedRequests("beyond/deploy-gentle.yaml")).isZero();
    }

    private int failedRequests(String manifest) throws InterruptedException {
        apply(manifest);
        rolledOut();
        readyOn(OLD_IMAGE, 3);
        eventually(() -> page(REQUESTS_PORT).shows(version("v0.2.0")));
        AtomicInteger failed = new AtomicInteger();
        AtomicBoolean ended = new AtomicBoolean();
        Thread asking = new Thread(() -> {
            while (!ended.get()) {
                if (page(REQUESTS_PORT).status() != 200) {
                    failed.incrementAndGet();
                }
            }
        });
        asking.start();
        setImage(NEW_IMAGE);
        rolledOut();
        readyOn(NEW_IMAGE, 3);
        eventually(() ->
                pods().stream().filter(pod -> OLD_IMAGE.equals(imageOf(pod))).noneMatch(Readiness::isPodReady));
        ended.set(true);
        asking.join();
        return failed.get();
    }

    private void threeOldPods() {
        apply(MANIFEST);
        rolledOut();
        readyOn(OLD_IMAGE, 3);
    }

    private void update() {
        assertThat(apply(NEW_MANIFEST)).isEqualTo("deployment.apps/mi-deploy configured\n");
        rolledOut();
    }

    private void setImage(String image) {
        succeed("set", "image", "deployment/mi-deploy", "imagen=" + image);
    }

    private void rolledOut() {
        succeed("rollout", "status", "deployment/mi-deploy");
    }
}

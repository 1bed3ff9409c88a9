package io.tutorproof.tutorial;

import static io.tutorproof.observe.Controlled.endpointsFollow;
import static io.tutorproof.observe.Controlled.exists;
import static io.tutorproof.observe.Controlled.progressOf;
import static io.tutorproof.observe.Controlled.replicaSets;
import static io.tutorproof.observe.Controlled.replicas;
import static io.tutorproof.observe.Controlled.rolledOut;
import static io.tutorproof.tutorial.KubernetesTutorial.NEW_IMAGE;
import static io.tutorproof.tutorial.KubernetesTutorial.OLD_IMAGE;
import static io.tutorproof.tutorial.KubernetesTutorial.REQUESTS_PORT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Claim;
import io.tutorproof.junit.Lab;
import io.tutorproof.kubectl.Output;
import io.tutorproof.kubectl.Running;
import io.tutorproof.kubectl.Table;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Pods;
import io.tutorproof.observe.PodsOverTime;
import io.tutorproof.observe.Requests;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.observe.State;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The section on Deployments. */
@Execution(ExecutionMode.CONCURRENT)
@Order(2)
class DeploymentIT {
    private static final String PODS = "app=mi-deploy";
    private static final String MANIFEST = "deploy-05/mi-deploy.yaml";

    @Claim("deploy-rolls-one-by-one")
    @Test
    void an_update_replaces_the_pods_one_at_a_time(Lab lab) {
        threeOldPods(lab);
        History.Mark before = lab.mark();

        long generation = lab.generation(Snapshot.Deployment.class, "mi-deploy");
        update(lab);

        lab.given(rolledOut("mi-deploy", generation));
        lab.given(Pods.labelled(PODS).staying(3, NEW_IMAGE));
        PodsOverTime rollout = lab.history().podsSince(before, PODS);
        lab.note("the rollout", "at every moment at least 3 ready, and at most 4 wanted", rollout.summary());
        rollout.neverFewerReadyThan(3).wantedUpTo(4).wereReplacedOnceOthersWereReady();
    }

    @Claim("deploy-all-new-image")
    @Test
    void at_the_end_every_pod_has_the_new_image(Lab lab) {
        threeOldPods(lab);

        long generation = lab.generation(Snapshot.Deployment.class, "mi-deploy");
        update(lab);

        lab.eventually(rolledOut("mi-deploy", generation), Deadlines.ROLLOUT);
        lab.eventually(Pods.labelled(PODS).staying(3, NEW_IMAGE), Deadlines.ROLLOUT);
        lab.kubectl().run("get", "pods,rs,deploy", "-o", "wide");
    }

    @Claim("deploy-yaml")
    @Test
    void kubectl_generates_a_deployment_with_its_name_as_label(Lab lab) {
        Output printed = lab.kubectl()
                .run(
                        "create",
                        "deployment",
                        "mi-deploy",
                        "--image=andr35/imagen:v0.2.0",
                        "--replicas=3",
                        "--port=80",
                        "--dry-run=client",
                        "--output=yaml");

        Map<String, Object> container = Map.of(
                "image",
                OLD_IMAGE,
                "name",
                "imagen",
                "ports",
                List.of(Map.of("containerPort", 80)),
                "resources",
                Map.of());
        Map<String, Object> labels = Map.of("app", "mi-deploy");
        Look.generated(
                printed,
                Map.of(
                        "apiVersion", "apps/v1",
                        "kind", "Deployment",
                        "metadata", Map.of("labels", labels, "name", "mi-deploy"),
                        "spec",
                                Map.of(
                                        "replicas",
                                        3,
                                        "selector",
                                        Map.of("matchLabels", labels),
                                        "strategy",
                                        Map.of(),
                                        "template",
                                        Map.of(
                                                "metadata",
                                                Map.of("labels", labels),
                                                "spec",
                                                Map.of("containers", List.of(container)))),
                        "status", Map.of()));
    }

    @Claim("deploy-creates-rs")
    @Test
    void a_deployment_makes_one_replicaset_and_three_pods(Lab lab) {
        Look.applySays(lab, MANIFEST, "deployment.apps/mi-deploy created");

        lab.eventually(Pods.labelled(PODS).ready(3));
        State state = lab.eventually(replicaSets(1));
        assertThat(state.all(Snapshot.ReplicaSet.class))
                .hasSize(1)
                .allSatisfy(set -> assertThat(set.wanted()).isEqualTo(3));
        lab.eventually(rolledOut("mi-deploy", 0));
        List<Table> tables = lab.kubectl().run("get", "pods,rs,deploy").tables();
        assertThat(tables).hasSize(3);
        assertThat(tables.get(0).rows())
                .hasSize(3)
                .allSatisfy(row -> assertThat(row).containsEntry("READY", "1/1"));
        assertThat(tables.get(1).rows()).hasSize(1);
        assertThat(tables.get(2).named("deployment.apps/mi-deploy"))
                .hasValueSatisfying(row -> assertThat(row).containsEntry("READY", "3/3"));
    }

    @Claim("deploy-names")
    @Test
    void the_pods_are_named_after_deployment_and_replicaset(Lab lab) {
        lab.kubectl().apply(MANIFEST);
        State state = lab.eventually(Pods.labelled(PODS).ready(3));

        assertThat(Pods.labelled(PODS).in(state)).hasSize(3).allSatisfy(pod -> {
            String hash = String.valueOf(pod.labels().get("pod-template-hash"));
            assertThat(pod.name()).matches("mi-deploy-" + hash + "-[a-z0-9]{5}");
            assertThat(pod.owner()).isEqualTo("ReplicaSet/mi-deploy-" + hash);
            lab.eventually(exists(Snapshot.ReplicaSet.class, "mi-deploy-" + hash));
        });
        lab.kubectl().run("get", "replicaset");
    }

    @Claim("deploy-old-rs-gone")
    @Order(1)
    @Test
    void the_old_replicaset_stays_without_pods(Lab lab) {
        String old = oldReplicaSet(lab);
        updated(lab);

        lab.eventually(replicas(old, 0));
        lab.eventually(Pods.labelled(PODS).on(OLD_IMAGE).count(0), Deadlines.ROLLOUT);
        History.Mark gone = lab.mark();
        History history = lab.watch("the old ReplicaSet stays, with 0 replicas", "its last pod is gone");
        assertThat(history.statesSince(gone))
                .isNotEmpty()
                .allSatisfy(state -> assertThat(state.find(Snapshot.ReplicaSet.class, old))
                        .as("the old ReplicaSet %s in %s", old, state)
                        .hasValueSatisfying(set -> assertThat(set.wanted()).isZero()));
        lab.controlled("the same watch saw this ReplicaSet go from 3 replicas to 0");
        assertThat(Look.row(lab.kubectl().run("get", "replicaset"), old))
                .containsEntry("DESIRED", "0")
                .containsEntry("CURRENT", "0");
    }

    @Claim("deploy-rollback")
    @Order(1)
    @Test
    void a_rollback_brings_the_old_image_back_on_the_old_replicaset(Lab lab) {
        String old = oldReplicaSet(lab);
        long generation = updated(lab);

        Output undone = lab.kubectl().run("rollout", "undo", "deployment/mi-deploy");

        assertThat(undone.stdout()).as(undone.toString()).isEqualTo("deployment.apps/mi-deploy rolled back\n");
        lab.eventually(rolledOut("mi-deploy", generation), Deadlines.ROLLOUT);
        State state = lab.eventually(Pods.labelled(PODS).staying(3, OLD_IMAGE), Deadlines.ROLLOUT);
        assertThat(Pods.labelled(PODS).in(state))
                .filteredOn(pod -> !pod.terminating())
                .extracting(Snapshot.Pod::owner)
                .containsOnly("ReplicaSet/" + old);
        lab.kubectl().run("get", "replicaset");
    }

    private static String oldReplicaSet(Lab lab) {
        threeOldPods(lab);
        return lab.given(replicaSets(1))
                .all(Snapshot.ReplicaSet.class)
                .iterator()
                .next()
                .name();
    }

    /** Updates and waits for the end; the Deployment's generation then. */
    private static long updated(Lab lab) {
        long generation = lab.generation(Snapshot.Deployment.class, "mi-deploy");
        update(lab);
        lab.given(rolledOut("mi-deploy", generation));
        return lab.generation(Snapshot.Deployment.class, "mi-deploy");
    }

    @Claim("deploy-recreate")
    @Order(1)
    @Test
    void with_recreate_all_old_pods_go_before_the_first_new_one_comes(Lab lab) {
        PodsOverTime rollout =
                rollout(lab, "beyond/deploy-recreate.yaml", "every old pod gone before the first new one");

        rollout.wereGoneBeforeTheFirstNew();
    }

    @Claim("deploy-surge-unavailable")
    @Order(1)
    @Test
    void how_many_pods_come_and_go_at_once_can_be_set(Lab lab) {
        PodsOverTime noSurge =
                rollout(lab, "beyond/deploy-no-surge.yaml", "at every moment at least 2 ready, and at most 3 wanted");
        noSurge.neverFewerReadyThan(2).wantedUpTo(3);
        assertThat(noSurge.leastReady())
                .as("ready pods at the least, with none above")
                .isEqualTo(2);
        lab.kubectl().succeed("delete", "deployment", "mi-deploy");
        lab.given(Pods.labelled(PODS).noneStaying());

        PodsOverTime surge =
                rollout(lab, "beyond/deploy-surge.yaml", "at every moment at least 3 ready, and at most 5 wanted");
        surge.neverFewerReadyThan(3).wantedUpTo(5).wereReplacedOnceOthersWereReady();
    }

    /** The history of an update of the Deployment in a manifest. */
    private static PodsOverTime rollout(Lab lab, String manifest, String wanted) {
        lab.kubectl().apply(manifest);
        lab.given(rolledOut("mi-deploy", 0));
        lab.given(Pods.labelled(PODS).staying(3, OLD_IMAGE));
        History.Mark before = lab.mark();
        long generation = lab.generation(Snapshot.Deployment.class, "mi-deploy");

        setImage(lab, NEW_IMAGE);

        lab.given(rolledOut("mi-deploy", generation));
        lab.given(Pods.labelled(PODS).staying(3, NEW_IMAGE));
        PodsOverTime rollout = lab.history().podsSince(before, PODS);
        lab.note("the rollout of " + manifest, wanted, rollout.summary());
        return rollout;
    }

    private static void setImage(Lab lab, String image) {
        lab.kubectl().succeed("set", "image", "deployment/mi-deploy", "imagen=" + image);
    }

    @Claim("deploy-deadlines")
    @Order(1)
    @Test
    void a_rollout_that_makes_no_progress_in_time_is_reported_and_the_old_pods_stay(Lab lab) {
        lab.kubectl().apply("beyond/deploy-deadline.yaml");
        lab.given(rolledOut("mi-deploy", 0));
        lab.given(Pods.labelled(PODS).staying(3, OLD_IMAGE));
        History.Mark before = lab.mark();

        setImage(lab, "andr35/imagen:no-existe");

        lab.eventually(progressOf("mi-deploy", "ProgressDeadlineExceeded"), Deadlines.ROLLOUT);
        Output status = lab.kubectl().run("rollout", "status", "deployment/mi-deploy");
        assertThat(status.exitCode()).as("exit code of %s", status).isNotZero();
        assertThat(status.stderr()).contains("exceeded its progress deadline");
        PodsOverTime pods = lab.history().podsSince(before, PODS);
        lab.note("the pods meanwhile", "3 old ones ready at every moment", pods.summary());
        pods.neverFewerReadyThan(3).neverMoreThan(4);
        setImage(lab, NEW_IMAGE);
        lab.given(Pods.labelled(PODS).staying(3, NEW_IMAGE));
        lab.controlled("with an image that is there the same rollout comes to its end");
    }

    @Claim("probe-readiness")
    @Order(1)
    @Test
    void a_pod_that_is_not_ready_gets_no_requests_and_holds_the_rollout(Lab lab) {
        lab.kubectl().apply("beyond/probe-ready.yaml", "deploy-05/mi-deploy-svc.yaml");
        lab.given(rolledOut("mi-deploy", 0));
        lab.given(endpointsFollow("mi-deploy-svc", PODS, 3, 80));
        History.Mark before = lab.mark();
        Set<String> old = uids(lab.state());

        lab.kubectl().apply("beyond/probe-never-ready.yaml");

        lab.eventually(Pods.labelled(PODS).count(4));
        Snapshot.Pod fresh = Pods.labelled(PODS).in(lab.state()).stream()
                .filter(pod -> !old.contains(pod.uid()))
                .findFirst()
                .orElseThrow();
        lab.eventually(Pods.named(fresh.name()).runningUnready());
        History history = lab.watch(
                "the new pod is no endpoint, and no old pod goes", "the new pod's container runs, and its probe fails");
        history.podsSince(before, PODS)
                .neverReady(fresh.uid())
                .neverFewerReadyThan(3)
                .neverMoreThan(4);
        for (State state : history.statesSince(before)) {
            assertThat(state.find(Snapshot.Endpoints.class, "mi-deploy-svc")
                            .orElseThrow()
                            .addresses())
                    .as("endpoints in %s", state)
                    .hasSize(3)
                    .doesNotContain(lab.state().pod(fresh.name()).ip() + ":80");
        }
        lab.kubectl().apply("beyond/probe-ready.yaml");
        setImage(lab, NEW_IMAGE);
        State after = lab.given(Pods.labelled(PODS).staying(3, NEW_IMAGE));
        lab.given(endpointsFollow("mi-deploy-svc", PODS, 3, 80));
        assertThat(Pods.labelled(PODS).in(after)).extracting(Snapshot.Pod::uid).doesNotContainAnyElementsOf(old);
        lab.controlled("with a probe that the app passes the update goes on, to new endpoints");
    }

    private static Set<String> uids(State state) {
        return Pods.labelled(PODS).in(state).stream().map(Snapshot.Pod::uid).collect(Collectors.toSet());
    }

    @Claim("probe-liveness")
    @Test
    void a_container_whose_liveness_probe_fails_is_started_anew(Lab lab) {
        lab.kubectl().apply("beyond/probe-liveness.yaml");

        lab.given(Pods.named("sano").ready());
        lab.eventually(Pods.named("enfermo").restarted(1), Deadlines.RESTART);

        assertThat(lab.state().pod("sano").restarts())
                .as("restarts of the pod that passes its probe")
                .isZero();
        lab.kubectl().run("get", "pods");
    }

    @Claim("watch-shows-changes")
    @Test
    void a_watch_prints_the_changes_in_the_order_they_happen(Lab lab) {
        threeOldPods(lab);
        try (Running watch = lab.kubectl().start("get", "pods", "--watch")) {
            lab.eventuallyPrinted(watch, "the three pods", lines -> lines.size() >= 4);
            long generation = lab.generation(Snapshot.Deployment.class, "mi-deploy");
            update(lab);
            lab.given(rolledOut("mi-deploy", generation));
            List<String> fresh = Pods.labelled(PODS)
                    .in(lab.given(Pods.labelled(PODS).staying(3, NEW_IMAGE)))
                    .stream()
                    .filter(pod -> pod.image().equals(NEW_IMAGE))
                    .map(Snapshot.Pod::name)
                    .toList();

            assertThat(fresh).hasSize(3);
            for (String pod : fresh) {
                lab.eventuallyPrinted(
                        watch, pod + " as Pending, then Running", lines -> isPendingThenRunning(statuses(lines, pod)));
            }
            lab.eventuallyPrinted(
                    watch,
                    "ContainerCreating in between for one pod at least",
                    lines -> fresh.stream().anyMatch(pod -> statuses(lines, pod).contains("ContainerCreating")));
            lab.eventuallyPrinted(watch, "three pods Terminating", lines -> terminating(lines, fresh) == 3);
        }
    }

    /** In between there may be ContainerCreating; a pod that starts at once may have been too quick for it. */
    private static boolean isPendingThenRunning(List<String> statuses) {
        return statuses.equals(List.of("Pending", "ContainerCreating", "Running"))
                || statuses.equals(List.of("Pending", "Running"));
    }

    private static List<String> statuses(List<String> lines, String pod) {
        return lines.stream()
                .map(line -> line.split("\\s+"))
                .filter(cells -> cells[0].equals(pod))
                .map(cells -> cells[2])
                .distinct()
                .toList();
    }

    private static long terminating(List<String> lines, List<String> besides) {
        return lines.stream()
                .map(line -> line.split("\\s+"))
                .filter(cells -> cells[2].equals("Terminating") && !besides.contains(cells[0]))
                .map(cells -> cells[0])
                .distinct()
                .count();
    }

    @Claim("deploy-failed-requests")
    @Order(1)
    @Test
    @ResourceLock("node port 30002")
    void an_update_costs_no_request_once_pods_are_probed_and_stop_gently(Lab lab) {
        lab.kubectl().apply("beyond/deploy-nodeport.yaml");
        Requests plain = askedThroughoutAnUpdate(lab, MANIFEST);
        lab.note("requests during an update of the tutorial's manifest", plain);
        lab.kubectl().succeed("delete", "deployment", "mi-deploy");
        lab.given(Pods.labelled(PODS).noneStaying());

        Requests gentle = askedThroughoutAnUpdate(lab, "beyond/deploy-gentle.yaml");

        lab.note("requests during an update with readiness probe and gentle stop", gentle);
        assertThat(gentle.failures()).isEmpty();
        assertThat(gentle.count()).as("requests").isGreaterThan(100);
    }

    private static Requests askedThroughoutAnUpdate(Lab lab, String manifest) {
        lab.kubectl().apply(manifest);
        lab.given(rolledOut("mi-deploy", 0));
        lab.given(Pods.labelled(PODS).staying(3, OLD_IMAGE));
        lab.web().givenShown(REQUESTS_PORT, Look.version("v0.2.0"));
        long generation = lab.generation(Snapshot.Deployment.class, "mi-deploy");
        try (Requests requests = lab.web().throughout(REQUESTS_PORT)) {
            setImage(lab, NEW_IMAGE);
            lab.given(rolledOut("mi-deploy", generation));
            lab.given(Pods.labelled(PODS).on(OLD_IMAGE).noneReady());
            return requests;
        }
    }

    private static void threeOldPods(Lab lab) {
        lab.kubectl().apply(MANIFEST);
        lab.given(rolledOut("mi-deploy", 0));
        lab.given(Pods.labelled(PODS).staying(3, OLD_IMAGE));
    }

    private static void update(Lab lab) {
        Look.applySays(lab, "deploy-05/mi-deploy-v0.3.0.yaml", "deployment.apps/mi-deploy configured");
    }
}

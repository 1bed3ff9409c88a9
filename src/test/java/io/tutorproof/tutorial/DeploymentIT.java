package io.tutorproof.tutorial;

import static io.tutorproof.observe.Controlled.exists;
import static io.tutorproof.observe.Controlled.replicaSets;
import static io.tutorproof.observe.Controlled.replicas;
import static io.tutorproof.observe.Controlled.rolledOut;
import static io.tutorproof.tutorial.KubernetesTutorial.NEW_IMAGE;
import static io.tutorproof.tutorial.KubernetesTutorial.OLD_IMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Claim;
import io.tutorproof.junit.Lab;
import io.tutorproof.junit.SharedNamespace;
import io.tutorproof.kubectl.Output;
import io.tutorproof.kubectl.Running;
import io.tutorproof.kubectl.Table;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Pods;
import io.tutorproof.observe.PodsOverTime;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.observe.State;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The section on Deployments: one is made, updated and rolled back, and the claims are judged by that. Those about the
 * update come before the one that undoes it.
 */
@SharedNamespace
@Order(2)
class DeploymentIT {
    private static final String PODS = "app=mi-deploy";
    private static final String MANIFEST = "deploy-05/mi-deploy.yaml";
    private static final String NEW_MANIFEST = "deploy-05/mi-deploy-v0.3.0.yaml";

    /** What kubectl printed when the Deployment was first applied. */
    private static Output make(Lab lab) {
        return lab.once(Output.class, () -> lab.kubectl().run("apply", "-f", MANIFEST));
    }

    /**
     * An update that has begun.
     *
     * @param before the place in the history
     * @param generation the Deployment's before it
     */
    private record Update(String oldReplicaSet, History.Mark before, long generation, Output printed) {}

    private static Update update(Lab lab) {
        return lab.once(Update.class, () -> {
            make(lab);
            threeOldPods(lab);
            Snapshot old = lab.given(replicaSets(1))
                    .all(Snapshot.ReplicaSet.class)
                    .iterator()
                    .next();
            return new Update(
                    old.name(),
                    lab.mark(),
                    lab.generation(Snapshot.Deployment.class, "mi-deploy"),
                    lab.kubectl().run("apply", "-f", NEW_MANIFEST));
        });
    }

    private static void threeOldPods(Lab lab) {
        lab.given(rolledOut("mi-deploy", 0));
        lab.given(Pods.labelled(PODS).staying(3, OLD_IMAGE));
    }

    @Claim("deploy-rolls-one-by-one")
    @Order(2)
    @Test
    void an_update_replaces_the_pods_one_at_a_time(Lab lab) {
        Update update = update(lab);

        lab.given(rolledOut("mi-deploy", update.generation()));
        lab.given(Pods.labelled(PODS).staying(3, NEW_IMAGE));
        PodsOverTime rollout = lab.history().podsSince(update.before(), PODS);
        lab.note("the rollout", "at every moment at least 3 ready, and at most 4 wanted", rollout.summary());
        rollout.neverFewerReadyThan(3).wantedUpTo(4).wereReplacedOnceOthersWereReady();
    }

    @Claim("deploy-all-new-image")
    @Order(2)
    @Test
    void at_the_end_every_pod_has_the_new_image(Lab lab) {
        Update update = update(lab);
        Look.says(update.printed(), "deployment.apps/mi-deploy configured");

        lab.eventually(rolledOut("mi-deploy", update.generation()), Deadlines.ROLLOUT);
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
    @Order(1)
    @Test
    void a_deployment_makes_one_replicaset_and_three_pods(Lab lab) {
        Look.says(make(lab), "deployment.apps/mi-deploy created");

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
    @Order(1)
    @Test
    void the_pods_are_named_after_deployment_and_replicaset(Lab lab) {
        make(lab);
        State state = lab.given(Pods.labelled(PODS).ready(3));

        assertThat(Pods.labelled(PODS).in(state)).hasSize(3).allSatisfy(pod -> {
            String hash = String.valueOf(pod.labels().get("pod-template-hash"));
            assertThat(pod.name()).matches("mi-deploy-" + hash + "-[a-z0-9]{5}");
            assertThat(pod.owner()).isEqualTo("ReplicaSet/mi-deploy-" + hash);
            lab.eventually(exists(Snapshot.ReplicaSet.class, "mi-deploy-" + hash));
        });
        lab.kubectl().run("get", "replicaset");
    }

    @Claim("deploy-old-rs-gone")
    @Order(2)
    @Test
    void the_old_replicaset_stays_without_pods(Lab lab) {
        Update update = update(lab);
        String old = update.oldReplicaSet();

        lab.given(rolledOut("mi-deploy", update.generation()));
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
    @Order(3)
    @Test
    void a_rollback_brings_the_old_image_back_on_the_old_replicaset(Lab lab) {
        Update update = update(lab);
        lab.given(rolledOut("mi-deploy", update.generation()));
        long generation = lab.generation(Snapshot.Deployment.class, "mi-deploy");

        Output undone = lab.kubectl().run("rollout", "undo", "deployment/mi-deploy");

        Look.says(undone, "deployment.apps/mi-deploy rolled back");
        lab.eventually(rolledOut("mi-deploy", generation), Deadlines.ROLLOUT);
        State state = lab.eventually(Pods.labelled(PODS).staying(3, OLD_IMAGE), Deadlines.ROLLOUT);
        assertThat(Pods.labelled(PODS).in(state))
                .filteredOn(pod -> !pod.terminating())
                .extracting(Snapshot.Pod::owner)
                .containsOnly("ReplicaSet/" + update.oldReplicaSet());
        lab.kubectl().run("get", "replicaset");
    }

    @Claim("watch-shows-changes")
    @Order(4)
    @Test
    void a_watch_prints_the_changes_in_the_order_they_happen(Lab lab) {
        lab.kubectl().apply(MANIFEST);
        threeOldPods(lab);
        lab.given(Pods.labelled(PODS).count(3)); // the watch is to show no others that end
        try (Running watch = lab.kubectl().start("get", "pods", "--watch")) {
            lab.eventuallyPrinted(watch, "the three pods", lines -> lines.size() >= 4);
            long generation = lab.generation(Snapshot.Deployment.class, "mi-deploy");
            lab.kubectl().apply(NEW_MANIFEST);
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
}

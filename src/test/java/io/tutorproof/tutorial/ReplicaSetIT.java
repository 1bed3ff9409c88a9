package io.tutorproof.tutorial;

import static io.tutorproof.observe.Controlled.exists;
import static io.tutorproof.observe.Controlled.replicaSetObserved;
import static io.tutorproof.tutorial.KubernetesTutorial.NEW_IMAGE;
import static io.tutorproof.tutorial.KubernetesTutorial.OLD_IMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Claim;
import io.tutorproof.junit.Lab;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Pods;
import io.tutorproof.observe.PodsOverTime;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.observe.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The section on ReplicaSets. */
@Execution(ExecutionMode.CONCURRENT)
@Order(3)
class ReplicaSetIT {
    private static final String PODS = "app=mi-app";
    private static final String MANIFEST = "deploy-04/replicaSet-mi-app.yaml";
    private static final String NEW_MANIFEST = "deploy-04/replicaSet-mi-app-v0.3.0.yaml";

    @Claim("rs-keeps-count")
    @Test
    void three_replicas_are_kept_running(Lab lab) {
        lab.kubectl().apply(MANIFEST);

        State state = lab.eventually(Pods.labelled(PODS).ready(3));
        History.Mark ready = lab.mark();
        lab.watch("no pod comes or goes once three run", "the ReplicaSet's controller made these three")
                .podsSince(ready, PODS)
                .keptTheirIdentity();
        lab.controlled("the same watch saw these three pods come");

        assertThat(Pods.labelled(PODS).in(state)).hasSize(3).allSatisfy(pod -> {
            assertThat(pod.name()).matches("mi-app-[a-z0-9]{5}");
            assertThat(pod.phase()).isEqualTo("Running");
            assertThat(pod.owner()).isEqualTo("ReplicaSet/mi-app");
        });
        assertThat(lab.kubectl().run("get", "pods").table().rows())
                .hasSize(3)
                .allSatisfy(row -> assertThat(row).containsEntry("READY", "1/1").containsEntry("STATUS", "Running"));
    }

    @Claim("rs-first-apply-says")
    @Test
    void the_first_apply_says_created(Lab lab) {
        Look.applySays(lab, MANIFEST, "replicaset.apps/mi-app created");
        // Only then, and only when it changes something, does kubectl say what the tutorial shows.
        Look.applySays(lab, NEW_MANIFEST, "replicaset.apps/mi-app configured");
    }

    /**
     * Judged over pods of a set that has been there for a moment: when it is new, its first pods may be placed before the
     * scheduler has heard of the set, and then it does not spread them.
     */
    @Claim("rs-spreads")
    @Test
    void the_pods_sit_on_different_nodes(Lab lab) {
        lab.needsNodes(3);
        lab.kubectl().apply(MANIFEST);
        lab.note("nodes of the first three pods", "recorded", nodesOfThree(lab));

        lab.kubectl().succeed("scale", "--replicas=0", "replicaset/mi-app");
        lab.given(Pods.labelled(PODS).noneStaying());
        lab.kubectl().succeed("scale", "--replicas=3", "replicaset/mi-app");

        List<String> nodes = nodesOfThree(lab);
        lab.kubectl().run("get", "pods", "--output=wide");
        lab.note("nodes of three pods of a set that was known", "at least two different ones", nodes);
        assertThat(nodes.stream().distinct().count())
                .as("different nodes among %s", nodes)
                .isGreaterThan(1);
    }

    private static List<String> nodesOfThree(Lab lab) {
        return Pods.labelled(PODS).in(lab.eventually(Pods.labelled(PODS).ready(3))).stream()
                .map(pod -> String.valueOf(pod.node()))
                .sorted()
                .toList();
    }

    @Claim("rs-heals")
    @Test
    void a_deleted_pod_is_replaced(Lab lab) {
        lab.kubectl().apply(MANIFEST);
        Snapshot.Pod deleted = Pods.labelled(PODS)
                .in(lab.eventually(Pods.labelled(PODS).ready(3)))
                .get(0);

        long begun = System.nanoTime();
        lab.kubectl().succeed("delete", "pod", deleted.name(), "--wait=false");

        State state = lab.eventually(Pods.labelled(PODS).readyWithout(3, deleted.uid()));
        lab.note("time until three were ready again", "recorded", Duration.ofNanos(System.nanoTime() - begun));
        assertThat(Pods.labelled(PODS).in(state))
                .extracting(Snapshot.Pod::name)
                .hasSize(3)
                .doesNotContain(deleted.name());
    }

    @Claim("rs-more-than-nodes")
    @Test
    void there_may_be_more_replicas_than_nodes(Lab lab) {
        if (lab.nodes().size() > 4) {
            throw lab.notChecked("the manifest has 5 replicas, and this cluster more than 4 nodes");
        }
        lab.kubectl().apply("beyond/replicaset-five.yaml", "beyond/daemonset.yaml");

        State state = lab.eventually(Pods.labelled(PODS).ready(5));
        assertThat(Pods.labelled(PODS).in(state)).hasSizeGreaterThan(lab.nodes().size());
        // Unlike a DaemonSet, which has one a node.
        lab.eventually(Pods.labelled("app=agente").ready(lab.nodes().size()));
        lab.kubectl().run("get", "pods", "--output=wide");
    }

    @Claim("rs-scale-up")
    @Test
    void scaling_to_five_gives_five(Lab lab) {
        lab.kubectl().apply(MANIFEST);
        lab.given(Pods.labelled(PODS).ready(3));

        Output scaled = lab.kubectl().run("scale", "--replicas=5", "replicaset/mi-app");

        assertThat(scaled.stdout()).as(scaled.toString()).isEqualTo("replicaset.apps/mi-app scaled\n");
        lab.eventually(Pods.labelled(PODS).ready(5));
        lab.kubectl().run("get", "pods", "--output=wide");
    }

    @Claim("rs-removes-excess")
    @Test
    void pods_beyond_the_wanted_number_are_removed(Lab lab) {
        lab.kubectl().apply(MANIFEST, "beyond/loose-pod.yaml");
        lab.given(Pods.labelled(PODS).ready(3));
        lab.given(Pods.named("suelto").ready());

        lab.kubectl().succeed("label", "pod", "suelto", "app=mi-app", "--overwrite");

        lab.eventually(Pods.all().ready(3));
        lab.eventually(Pods.labelled(PODS).ready(3));
        lab.kubectl().succeed("scale", "--replicas=2", "replicaset/mi-app");
        lab.eventually(Pods.all().ready(2));
    }

    @Claim("rs-scale-not-declared")
    @Test
    void the_manifest_still_declares_three_after_an_imperative_scale(Lab lab) {
        lab.kubectl().apply(MANIFEST);
        lab.eventually(Pods.labelled(PODS).ready(3));
        lab.kubectl().succeed("scale", "--replicas=5", "replicaset/mi-app");
        lab.given(Pods.labelled(PODS).ready(5));

        lab.kubectl().apply(MANIFEST);

        lab.eventually(Pods.labelled(PODS).ready(3));
    }

    @Claim("rs-scale-to-zero")
    @Order(1)
    @Test
    void scaled_to_zero_there_are_no_pods_and_the_set_can_come_back(Lab lab) {
        lab.kubectl().apply(MANIFEST);
        List<Snapshot.Pod> before =
                Pods.labelled(PODS).in(lab.given(Pods.labelled(PODS).ready(3)));

        lab.kubectl().succeed("scale", "--replicas=0", "replicaset/mi-app");
        lab.eventually(Pods.labelled(PODS).count(0));
        assertThat(Look.row(lab.kubectl().run("get", "replicaset"), "mi-app")).containsEntry("DESIRED", "0");

        lab.kubectl().succeed("scale", "--replicas=3", "replicaset/mi-app");
        State after = lab.eventually(Pods.labelled(PODS).ready(3));
        assertThat(Pods.labelled(PODS).in(after))
                .extracting(Snapshot.Pod::name)
                .doesNotContainAnyElementsOf(
                        before.stream().map(Snapshot.Pod::name).toList());
    }

    @Claim("rs-apply-image-says-configured")
    @Test
    void applying_a_new_image_says_configured(Lab lab) {
        lab.kubectl().apply(MANIFEST);

        Look.applySays(lab, NEW_MANIFEST, "replicaset.apps/mi-app configured");
    }

    @Claim("rs-delete-cascades")
    @Order(1)
    @Test
    void deleting_the_set_ends_its_pods(Lab lab) {
        lab.kubectl().apply(MANIFEST);
        lab.given(Pods.labelled(PODS).ready(3));

        Output deleted = lab.kubectl().run("delete", "replicaSet", "mi-app");

        assertThat(deleted.stdout()).as(deleted.toString()).startsWith("replicaset.apps \"mi-app\" deleted");
        lab.eventually(Pods.labelled(PODS).count(0));
        lab.kubectl().run("get", "pods");
    }

    @Claim("rs-keeps-old-image")
    @Order(1)
    @Test
    void applying_a_new_image_leaves_the_running_pods_as_they_are(Lab lab) {
        threeOldPods(lab);
        History.Mark before = lab.mark();

        applyNewImage(lab);

        PodsOverTime pods = lab.watch(
                        "the pods of mi-app stay as they are", "the ReplicaSet's controller has observed the change")
                .podsSince(before, PODS);
        lab.note("pods since before the change", "3 ready pods, the same, on " + OLD_IMAGE, pods.summary());
        pods.keptTheirIdentity().keptTheirImage(OLD_IMAGE);
        lab.kubectl().succeed("delete", "pod", "--selector", PODS, "--wait=false");
        lab.given(Pods.labelled(PODS).staying(3, NEW_IMAGE));
        lab.controlled("the same watch sees the pods replaced once they are deleted");
    }

    @Claim("rs-new-image-on-replace")
    @Order(1)
    @Test
    void only_the_pod_that_replaces_a_deleted_one_has_the_new_image(Lab lab) {
        List<Snapshot.Pod> old = threeOldPods(lab);
        applyNewImage(lab);

        Snapshot.Pod deleted = old.get(0);
        lab.kubectl().succeed("delete", "pod", deleted.name(), "--wait=false");

        State state = lab.eventually(Pods.labelled(PODS).readyWithout(3, deleted.uid()));
        History.Mark replaced = lab.mark();
        List<Snapshot.Pod> now = Pods.labelled(PODS).in(state);
        lab.watch("the other pods stay", "the ReplicaSet's controller has replaced the deleted pod")
                .podsSince(replaced, PODS)
                .keptTheirIdentity();
        lab.controlled("the same watch saw the deleted pod replaced");
        assertThat(now).extracting(Snapshot.Pod::image).containsExactlyInAnyOrder(OLD_IMAGE, OLD_IMAGE, NEW_IMAGE);
        assertThat(now)
                .filteredOn(pod -> pod.image().equals(OLD_IMAGE))
                .extracting(Snapshot.Pod::uid)
                .isSubsetOf(old.stream().map(Snapshot.Pod::uid).toList());
        List<String> describe = new ArrayList<>(List.of("describe", "pod"));
        now.forEach(pod -> describe.add(pod.name()));
        assertThat(lab.kubectl()
                        .run(describe.toArray(String[]::new))
                        .stdout()
                        .lines()
                        .map(String::strip))
                .filteredOn(line -> line.startsWith("Image:"))
                .hasSize(3);
    }

    private static void applyNewImage(Lab lab) {
        lab.eventually(exists(Snapshot.ReplicaSet.class, "mi-app"), Deadlines.CONTROLLER);
        long before = lab.generation(Snapshot.ReplicaSet.class, "mi-app");
        Look.applySays(lab, NEW_MANIFEST, "replicaset.apps/mi-app configured");
        lab.given(replicaSetObserved("mi-app", before));
    }

    private static List<Snapshot.Pod> threeOldPods(Lab lab) {
        lab.kubectl().apply(MANIFEST);
        return Pods.labelled(PODS).in(lab.given(Pods.labelled(PODS).staying(3, OLD_IMAGE)));
    }
}

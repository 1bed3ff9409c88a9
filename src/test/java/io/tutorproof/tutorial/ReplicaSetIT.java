package io.tutorproof.tutorial;

import static io.tutorproof.observe.Controlled.replicaSetObserved;
import static io.tutorproof.tutorial.KubernetesTutorial.NEW_IMAGE;
import static io.tutorproof.tutorial.KubernetesTutorial.OLD_IMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Claim;
import io.tutorproof.junit.Lab;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Pods;
import io.tutorproof.observe.PodsOverTime;
import io.tutorproof.observe.Selector;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.observe.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The section on ReplicaSets. */
class ReplicaSetIT {
    private static final String PODS = "app=mi-app";

    @Claim("rs-keeps-count")
    @Test
    void three_replicas_are_kept_running(Lab lab) {
        lab.kubectl().apply("deploy-04/replicaSet-mi-app.yaml");

        State state = lab.eventually(Pods.labelled(PODS).ready(3));
        History.Mark ready = lab.mark();
        lab.watch("no pod comes or goes once three run", "the ReplicaSet's controller made these three")
                .podsSince(ready, PODS)
                .keptTheirIdentity();

        assertThat(state.pods(Selector.parse(PODS))).hasSize(3).allSatisfy(pod -> {
            assertThat(pod.name()).matches("mi-app-[a-z0-9]{5}");
            assertThat(pod.phase()).isEqualTo("Running");
            assertThat(pod.owner()).isEqualTo("ReplicaSet/mi-app");
        });
        assertThat(lab.kubectl().run("get", "pods").table().rows())
                .hasSize(3)
                .allSatisfy(row -> assertThat(row).containsEntry("READY", "1/1").containsEntry("STATUS", "Running"));
    }

    @Claim("rs-keeps-old-image")
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
        // The positive control: the same watch sees a pod replaced.
        lab.kubectl().succeed("delete", "pod", "--selector", PODS, "--wait=false");
        lab.given(Pods.labelled(PODS).staying(3, NEW_IMAGE));
    }

    @Claim("rs-new-image-on-replace")
    @Test
    void only_the_pod_that_replaces_a_deleted_one_has_the_new_image(Lab lab) {
        List<Snapshot.Pod> old = threeOldPods(lab);
        applyNewImage(lab);

        Snapshot.Pod deleted = old.get(0);
        lab.kubectl().succeed("delete", "pod", deleted.name());

        State state = lab.eventually(Pods.labelled(PODS).readyWithout(3, deleted.uid()));
        History.Mark replaced = lab.mark();
        List<Snapshot.Pod> now = state.pods(Selector.parse(PODS));
        lab.watch("the other pods stay", "the ReplicaSet's controller has replaced the deleted pod")
                .podsSince(replaced, PODS)
                .keptTheirIdentity();
        assertThat(now).extracting(Snapshot.Pod::image).containsExactlyInAnyOrder(OLD_IMAGE, OLD_IMAGE, NEW_IMAGE);
        assertThat(now)
                .filteredOn(pod -> pod.image().equals(OLD_IMAGE))
                .extracting(Snapshot.Pod::uid)
                .isSubsetOf(old.stream().map(Snapshot.Pod::uid).toList());
        assertThat(lab.kubectl().run("describe", "pod").stdout().lines())
                .filteredOn(line -> line.strip().startsWith("Image:"))
                .hasSize(3);
    }

    private static void applyNewImage(Lab lab) {
        long before = lab.generation(Snapshot.ReplicaSet.class, "mi-app");
        Output applied = lab.kubectl().apply("deploy-04/replicaSet-mi-app-v0.3.0.yaml");
        assertThat(applied.stdout()).isEqualTo("replicaset.apps/mi-app configured\n");
        lab.given(replicaSetObserved("mi-app", before));
    }

    private static List<Snapshot.Pod> threeOldPods(Lab lab) {
        lab.kubectl().apply("deploy-04/replicaSet-mi-app.yaml");
        return lab.given(Pods.labelled(PODS).staying(3, OLD_IMAGE)).pods(Selector.parse(PODS));
    }
}

package io.tutorproof.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Claim;
import io.tutorproof.junit.Lab;
import io.tutorproof.junit.SharedNamespace;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Pods;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.observe.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The section on ReplicaSets: how many pods there are. Every claim begins by applying a manifest that declares how many, but
 * for two that look at what the one before has done. The one about pods that stay as they are comes first, before any goes;
 * the one that leaves pods of something else late, and the one that leaves none last.
 */
@SharedNamespace
@Order(2)
class ReplicaSetIT {
    private static final String PODS = "app=mi-app";
    private static final String MANIFEST = "deploy-04/replicaSet-mi-app.yaml";

    @Claim("rs-keeps-count")
    @Order(1)
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

    /**
     * Judged over pods of a set that has been there for a moment: when it is new, its first pods may be placed before the
     * scheduler has heard of the set, and then it does not spread them.
     */
    @Claim("rs-spreads")
    @Order(6)
    @Test
    void the_pods_sit_on_different_nodes(Lab lab) {
        lab.needsNodes(3);
        lab.note(
                "nodes of the three pods that the set had before",
                "recorded",
                nodes(emptied(lab).before()));

        refilled(lab);

        List<String> nodes =
                nodes(Pods.labelled(PODS).in(lab.given(Pods.labelled(PODS).ready(3))));
        lab.kubectl().run("get", "pods", "--output=wide");
        lab.note("nodes of three new pods of a set that was known", "at least two different ones", nodes);
        assertThat(nodes.stream().distinct().count())
                .as("different nodes among %s", nodes)
                .isGreaterThan(1);
    }

    private static List<String> nodes(List<Snapshot.Pod> pods) {
        return pods.stream().map(pod -> String.valueOf(pod.node())).sorted().toList();
    }

    /**
     * Three pods that ran before the set was scaled to none.
     *
     * @param before those three
     */
    private record Emptied(List<Snapshot.Pod> before) {}

    private static Emptied emptied(Lab lab) {
        return lab.once(Emptied.class, () -> {
            lab.kubectl().apply(MANIFEST);
            List<Snapshot.Pod> before =
                    Pods.labelled(PODS).in(lab.given(Pods.labelled(PODS).ready(3)));
            lab.kubectl().succeed("scale", "--replicas=0", "replicaset/mi-app");
            return new Emptied(before);
        });
    }

    /** The set was scaled to three again once no pod was to stay. */
    private record Refilled() {}

    private static void refilled(Lab lab) {
        lab.once(Refilled.class, () -> {
            lab.given(Pods.labelled(PODS).noneStaying());
            lab.kubectl().succeed("scale", "--replicas=3", "replicaset/mi-app");
            return new Refilled();
        });
    }

    @Claim("rs-heals")
    @Order(2)
    @Test
    void a_deleted_pod_is_replaced(Lab lab) {
        lab.kubectl().apply(MANIFEST);
        Snapshot.Pod deleted =
                Pods.labelled(PODS).in(lab.given(Pods.labelled(PODS).ready(3))).get(0);

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
    @Order(8)
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
    @Order(3)
    @Test
    void scaling_to_five_gives_five(Lab lab) {
        lab.kubectl().apply(MANIFEST);
        lab.given(Pods.labelled(PODS).ready(3));

        Output scaled = scaledByHand(lab).printed();

        Look.says(scaled, "replicaset.apps/mi-app scaled");
        lab.eventually(Pods.labelled(PODS).ready(5));
        lab.kubectl().run("get", "pods", "--output=wide");
    }

    @Claim("rs-removes-excess")
    @Order(7)
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
    @Order(4)
    @Test
    void the_manifest_still_declares_three_after_an_imperative_scale(Lab lab) {
        scaledByHand(lab);
        lab.given(Pods.labelled(PODS).ready(5));

        lab.kubectl().apply(MANIFEST);

        lab.eventually(Pods.labelled(PODS).ready(3));
    }

    /** The set that the manifest declares was scaled to five. */
    private record ScaledByHand(Output printed) {}

    private static ScaledByHand scaledByHand(Lab lab) {
        return lab.once(ScaledByHand.class, () -> {
            lab.kubectl().apply(MANIFEST);
            return new ScaledByHand(lab.kubectl().run("scale", "--replicas=5", "replicaset/mi-app"));
        });
    }

    @Claim("rs-scale-to-zero")
    @Order(5)
    @Test
    void scaled_to_zero_there_are_no_pods_and_the_set_can_come_back(Lab lab) {
        List<Snapshot.Pod> before = emptied(lab).before();
        lab.eventually(Pods.labelled(PODS).count(0));
        assertThat(Look.row(lab.kubectl().run("get", "replicaset"), "mi-app")).containsEntry("DESIRED", "0");

        refilled(lab);
        State after = lab.eventually(Pods.labelled(PODS).ready(3));
        assertThat(Pods.labelled(PODS).in(after))
                .extracting(Snapshot.Pod::name)
                .doesNotContainAnyElementsOf(
                        before.stream().map(Snapshot.Pod::name).toList());
    }

    @Claim("rs-delete-cascades")
    @Order(9)
    @Test
    void deleting_the_set_ends_its_pods(Lab lab) {
        lab.kubectl().apply(MANIFEST);
        lab.given(Pods.labelled(PODS).ready(3));

        Output deleted = lab.kubectl().run("delete", "replicaSet", "mi-app");

        assertThat(deleted.stdout()).as(deleted.toString()).startsWith("replicaset.apps \"mi-app\" deleted");
        lab.eventually(Pods.labelled(PODS).count(0));
        lab.kubectl().run("get", "pods");
    }
}

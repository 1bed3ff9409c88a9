package io.tutorproof.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.cluster.Node;
import io.tutorproof.junit.Claim;
import io.tutorproof.junit.Lab;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Condition;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Pods;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.observe.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The section on controllers, as far as it is about kinds that have no section of their own. */
@Execution(ExecutionMode.CONCURRENT)
@Order(4)
class ControllersIT {
    @Claim("statefulset-identity")
    @Order(1)
    @Test
    void a_statefulsets_pods_keep_their_names_and_their_data(Lab lab) {
        volumes(lab);
        History.Mark before = lab.mark();
        lab.kubectl().apply("beyond/statefulset.yaml");

        State state = lab.eventually(Pods.labelled("app=datos").ready(2));
        assertThat(Pods.labelled("app=datos").in(state))
                .extracting(Snapshot.Pod::name)
                .containsExactlyInAnyOrder("datos-0", "datos-1");
        cameInOrder(lab.history().statesSince(before));
        String uid = state.pod("datos-0").uid();
        lab.kubectl().succeed("exec", "datos-0", "--", "sh", "-c", "echo $1 > /disco/file", "sh", uid);

        lab.kubectl().succeed("delete", "pod", "datos-0", "--wait=false");

        State after = lab.eventually(Pods.labelled("app=datos").readyWithout(2, uid));
        assertThat(Pods.labelled("app=datos").in(after))
                .extracting(Snapshot.Pod::name)
                .containsExactlyInAnyOrder("datos-0", "datos-1");
        Output kept = lab.kubectl().run("exec", "datos-0", "--", "cat", "/disco/file");
        assertThat(kept.stdout()).as(kept.toString()).isEqualTo(uid + "\n");
        lab.kubectl().run("get", "pods,persistentvolumeclaims");
    }

    /** Where the cluster has a provisioner it makes the volumes; else they are directories of the server. */
    private static void volumes(Lab lab) {
        lab.needsOwnCluster("volumes belong to no namespace");
        boolean provisioned = lab.kubectl()
                .succeed("get", "storageclass", "--output=yaml")
                .stdout()
                .contains("storageclass.kubernetes.io/is-default-class: \"true\"");
        if (!provisioned) {
            lab.afterwards("delete", "persistentvolumes", "--selector=io.tutorproof/lab", "--wait=false");
            lab.kubectl().succeed("create", "-f", "beyond/volumes.yaml");
        }
        lab.note(
                "volumes", "one for each pod", provisioned ? "the default storage class" : "hostPath, made beforehand");
    }

    private static void cameInOrder(List<State> states) {
        for (State state : states) {
            Optional<Snapshot.Pod> second = state.find(Snapshot.Pod.class, "datos-1");
            Optional<Snapshot.Pod> first = state.find(Snapshot.Pod.class, "datos-0");
            assertThat(second.isEmpty() || first.filter(Snapshot.Pod::ready).isPresent())
                    .as("datos-1 only once datos-0 is ready, in: %s", state)
                    .isTrue();
        }
    }

    @Claim("daemonset-per-node")
    @Test
    void a_daemonset_has_one_pod_on_each_node_or_on_those_with_a_label(Lab lab) {
        lab.needsNodes(2);
        lab.needsOwnCluster("a node would get a label");
        lab.kubectl().apply("beyond/daemonset.yaml");

        List<String> nodes = lab.nodes().stream().map(Node::name).toList();
        State everywhere = lab.eventually(Pods.labelled("app=agente").ready(nodes.size()));
        assertThat(nodesOf(everywhere)).containsExactlyInAnyOrderElementsOf(nodes);

        String labelled = nodes.get(1);
        lab.afterwards("label", "node", labelled, "disco-");
        lab.kubectl().succeed("label", "node", labelled, "disco=ssd");
        lab.kubectl().apply("beyond/daemonset-selected.yaml");

        lab.eventually(new Condition(
                "one ready pod of app=agente, on " + labelled,
                state -> nodesOf(state).equals(List.of(labelled))
                        && Pods.labelled("app=agente").ready(1).test().test(state)));
        lab.kubectl().run("get", "pods", "--output=wide");
    }

    private static List<String> nodesOf(State state) {
        return Pods.labelled("app=agente").in(state).stream()
                .map(pod -> String.valueOf(pod.node()))
                .toList();
    }
}

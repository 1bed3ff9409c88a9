package io.tutorproof.tutorial;

import static io.tutorproof.observe.Observed.allPods;
import static io.tutorproof.observe.Observed.pod;
import static io.tutorproof.observe.Observed.pods;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Claim;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.scenario.Given;
import io.tutorproof.scenario.Reader;
import io.tutorproof.scenario.Then;
import java.util.List;
import java.util.Map;

/** The section on ReplicaSets: how many pods there are. */
class ReplicaSetIT {
    @Claim("rs-keeps-count")
    void three_replicas_are_kept_running(Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-04/replicaSet-mi-app.yaml");

        List<Snapshot.Pod> three = then.eventually(pods("app=mi-app").areReady(3));
        then.consistently(pods("app=mi-app").are(three));

        then.that(
                "names, phase and owner",
                three,
                all -> assertThat(all).allSatisfy(pod -> {
                    assertThat(pod.name()).matches("mi-app-[a-z0-9]{5}");
                    assertThat(pod.phase()).isEqualTo("Running");
                    assertThat(pod.owner()).isEqualTo("ReplicaSet/mi-app");
                }));
        then.printed(reader.types("kubectl get pods"))
                .is(
                        "three rows, each 1/1 and Running",
                        output -> assertThat(output.table().rows())
                                .hasSize(3)
                                .allSatisfy(row -> assertThat(row)
                                        .containsEntry("READY", "1/1")
                                        .containsEntry("STATUS", "Running")));
    }

    /**
     * Judged over pods of a set that has been there for a moment: when it is new, its first pods may be placed before the
     * scheduler has heard of the set, and then it does not spread them.
     */
    @Claim("rs-spreads")
    void the_pods_sit_on_different_nodes(Given given, Reader reader, Then then) {
        given.nodes(3);
        reader.types("kubectl apply -f deploy-04/replicaSet-mi-app.yaml");
        given.that(pods("app=mi-app").areReady(3));
        reader.types("kubectl scale --replicas=0 replicaset/mi-app");
        given.that(pods("app=mi-app").areNoLongerWanted());

        reader.types("kubectl scale --replicas=3 replicaset/mi-app");

        List<Snapshot.Pod> three = given.that(pods("app=mi-app").areReady(3));
        reader.types("kubectl get pods --output=wide");
        List<String> nodes =
                three.stream().map(pod -> String.valueOf(pod.node())).sorted().toList();
        then.that(
                "two different nodes at the least",
                nodes,
                all -> assertThat(all.stream().distinct().count())
                        .as("different nodes among %s", all)
                        .isGreaterThan(1));
    }

    @Claim("rs-heals")
    void a_deleted_pod_is_replaced(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-04/replicaSet-mi-app.yaml");
        Snapshot.Pod one = given.that(pods("app=mi-app").areReady(3)).get(0);

        reader.types("kubectl delete pod " + one.name() + " --wait=false");

        List<Snapshot.Pod> three = then.eventually(pods("app=mi-app").areReadyWithout(3, one.uid()));
        then.that(
                "names without the deleted pod's",
                three,
                all -> assertThat(all).extracting(Snapshot.Pod::name).doesNotContain(one.name()));
    }

    @Claim("rs-more-than-nodes")
    void there_may_be_more_replicas_than_nodes(Given given, Reader reader, Then then) {
        int nodes = given.nodes(1).size();
        if (nodes > 4) {
            throw given.notChecked("the manifest has 5 replicas, and this cluster more than 4 nodes");
        }

        reader.types("kubectl apply -f beyond/replicaset-five.yaml -f beyond/daemonset.yaml");

        then.eventually(pods("app=mi-app").areReady(5));
        // Unlike a DaemonSet, which has one a node.
        then.eventually(pods("app=agente").areReady(nodes));
        reader.types("kubectl get pods --output=wide");
    }

    @Claim("rs-scale-up")
    void scaling_to_five_gives_five(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-04/replicaSet-mi-app.yaml");
        given.that(pods("app=mi-app").areReady(3));

        Output scaled = reader.types("kubectl scale --replicas=5 replicaset/mi-app");

        then.printed(scaled).says("replicaset.apps/mi-app scaled");
        then.eventually(pods("app=mi-app").areReady(5));
        reader.types("kubectl get pods --output=wide");
    }

    @Claim("rs-removes-excess")
    void pods_beyond_the_wanted_number_are_removed(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-04/replicaSet-mi-app.yaml");
        reader.types("kubectl run suelto --image=andr35/imagen:v0.2.0 --labels=app=suelto");
        given.that(pods("app=mi-app").areReady(3));
        given.that(pod("suelto").isReady());

        reader.types("kubectl label pod suelto app=mi-app --overwrite");

        then.eventually(allPods().areReady(3));
        then.eventually(pods("app=mi-app").areReady(3));

        reader.types("kubectl scale --replicas=2 replicaset/mi-app");

        then.eventually(allPods().areReady(2));
    }

    @Claim("rs-scale-not-declared")
    void the_manifest_still_declares_three_after_an_imperative_scale(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-04/replicaSet-mi-app.yaml");
        reader.types("kubectl scale --replicas=5 replicaset/mi-app");
        given.that(pods("app=mi-app").areReady(5));

        reader.types("kubectl apply -f deploy-04/replicaSet-mi-app.yaml");

        then.eventually(pods("app=mi-app").areReady(3));
    }

    @Claim("rs-scale-to-zero")
    void scaled_to_zero_there_are_no_pods_and_the_set_can_come_back(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-04/replicaSet-mi-app.yaml");
        List<Snapshot.Pod> old = given.that(pods("app=mi-app").areReady(3));

        reader.types("kubectl scale --replicas=0 replicaset/mi-app");

        then.eventually(pods("app=mi-app").areInAll(0));
        then.printed(reader.types("kubectl get replicaset")).row("mi-app", Map.of("DESIRED", "0", "CURRENT", "0"));

        reader.types("kubectl scale --replicas=3 replicaset/mi-app");

        List<Snapshot.Pod> back = then.eventually(pods("app=mi-app").areReady(3));
        then.that(
                "pods that are none of the old ones",
                back,
                all -> assertThat(all)
                        .extracting(Snapshot.Pod::uid)
                        .doesNotContainAnyElementsOf(
                                old.stream().map(Snapshot.Pod::uid).toList()));
    }

    @Claim("rs-delete-cascades")
    void deleting_the_set_ends_its_pods(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-04/replicaSet-mi-app.yaml");
        given.that(pods("app=mi-app").areReady(3));

        Output deleted = reader.types("kubectl delete replicaSet mi-app");

        then.printed(deleted).shows("replicaset.apps \"mi-app\" deleted");
        then.eventually(pods("app=mi-app").areInAll(0));
        reader.types("kubectl get pods");
    }
}

package io.tutorproof.tutorial;

import static io.tutorproof.observe.Observed.pods;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.cluster.Node;
import io.tutorproof.junit.Claim;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.scenario.Given;
import io.tutorproof.scenario.Reader;
import io.tutorproof.scenario.Then;
import java.util.List;

/** The section on controllers, as far as it is about kinds that have no section of their own. */
class ControllersIT {
    @Claim("statefulset-identity")
    void a_statefulsets_pods_keep_their_names_and_their_data(Given given, Reader reader, Then then) {
        given.ownCluster("volumes belong to no namespace");
        makeVolumes(given, reader);
        History.Mark before = given.moment();

        reader.types("kubectl apply -f beyond/statefulset.yaml");

        List<Snapshot.Pod> two = then.eventually(pods("app=datos").areReady(2));
        then.that(
                "pods with numbers",
                two,
                all -> assertThat(all).extracting(Snapshot.Pod::name).containsExactlyInAnyOrder("datos-0", "datos-1"));
        then.since(before, pods("app=datos").comeInOrder("datos-0", "datos-1"));

        String uid = given.now().pod("datos-0").uid();
        reader.types("kubectl exec datos-0 -- sh -c 'echo " + uid + " > /disco/file'");
        reader.types("kubectl delete pod datos-0 --wait=false");

        List<Snapshot.Pod> back = then.eventually(pods("app=datos").areReadyWithout(2, uid));
        then.that(
                "the same numbers",
                back,
                all -> assertThat(all).extracting(Snapshot.Pod::name).containsExactlyInAnyOrder("datos-0", "datos-1"));
        then.printed(reader.types("kubectl exec datos-0 -- cat /disco/file")).says(uid);
        reader.types("kubectl get pods,persistentvolumeclaims");
    }

    /** Where the cluster has a provisioner it makes the volumes; else they are directories of the server. */
    private static void makeVolumes(Given given, Reader reader) {
        Output classes = reader.types("kubectl get storageclass --output=yaml");
        if (!classes.stdout().contains("storageclass.kubernetes.io/is-default-class: \"true\"")) {
            given.afterwards("kubectl delete persistentvolumes --selector=io.tutorproof/lab --wait=false");
            reader.types("kubectl create -f beyond/volumes.yaml");
        }
    }

    @Claim("daemonset-per-node")
    void a_daemonset_has_one_pod_on_each_node_or_on_those_with_a_label(Given given, Reader reader, Then then) {
        given.ownCluster("a node would get a label");
        List<String> nodes = given.nodes(2).stream().map(Node::name).toList();

        reader.types("kubectl apply -f beyond/daemonset.yaml");

        then.that(
                "a pod on each node",
                then.eventually(pods("app=agente").areReady(nodes.size())),
                all -> assertThat(all).extracting(Snapshot.Pod::node).containsExactlyInAnyOrderElementsOf(nodes));

        given.afterwards("kubectl label node " + nodes.get(1) + " disco-");
        reader.types("kubectl label node " + nodes.get(1) + " disco=ssd");
        reader.types("kubectl patch daemonset agente --patch '"
                + "{\"spec\": {\"template\": {\"spec\": {\"nodeSelector\": {\"disco\": \"ssd\"}}}}}'");

        then.eventually(pods("app=agente").areReadyOn(List.of(nodes.get(1))));
        reader.types("kubectl get pods --output=wide");
    }
}

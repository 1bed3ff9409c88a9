package io.tutorproof.tutorial;

import static io.tutorproof.observe.Observed.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.cluster.Node;
import io.tutorproof.junit.Claim;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.scenario.Given;
import io.tutorproof.scenario.Probe;
import io.tutorproof.scenario.Reader;
import io.tutorproof.scenario.Then;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The section that shows the cluster at work, and says what a pod is. */
class ClusterIT {
    @Claim("cluster-one-command")
    void one_call_gave_a_cluster_of_several_nodes(Given given, Reader reader, Then then) {
        given.ownCluster("no call of ours started it");
        List<String> nodes = given.nodes(2).stream().map(Node::name).toList();

        Output listed = reader.types("kubectl get nodes --output=wide");

        then.printed(listed).is("every node, and each is Ready", output -> {
            List<Map<String, String>> rows = output.table().rows();
            assertThat(rows).extracting(row -> row.get("NAME")).containsExactlyInAnyOrderElementsOf(nodes);
            assertThat(rows).allSatisfy(row -> assertThat(row).containsEntry("STATUS", "Ready"));
        });
    }

    @Claim("cluster-ready-time")
    void it_was_ready_in_less_than_two_minutes(Given given, Reader reader, Then then) {
        given.ownCluster("no call of ours started it");
        int nodes = given.nodes(1).size();

        Output listed = reader.types("kubectl get nodes");

        then.printed(listed)
                .is(
                        "every node is Ready",
                        output -> assertThat(output.table().rows())
                                .hasSize(nodes)
                                .allSatisfy(row -> assertThat(row).containsEntry("STATUS", "Ready")));
        then.that(
                "time from the call until every node took pods: less than 2 minutes",
                given.clusterStartTook(),
                took -> assertThat(took).isLessThan(Duration.ofMinutes(2)));
    }

    @Claim("cluster-all-nodeports")
    void publishing_every_node_port_is_not_tried(Given given) {
        throw given.notChecked(
                "publishing 2768 ports of every node takes a proxy process each, on a machine that others use;"
                        + " whether that fails depends on the machine, not on Kubernetes");
    }

    @Claim("cluster-system-pods")
    void the_systems_pods_all_end_running_or_completed(Given given, Reader reader, Then then) {
        given.ownCluster("its pods are not the system's alone");

        then.eventually(Probe.of(
                "every pod of the system Running or Completed",
                Deadlines.PACKAGED,
                () -> systemPods(given),
                pods -> !pods.isEmpty()
                        && pods.stream()
                                .allMatch(row -> List.of("Running", "Completed").contains(row.get("STATUS")))));
        reader.types("kubectl get pods --all-namespaces --output=wide");
    }

    /** The suite's own namespaces have a label from the beginning. */
    private static List<Map<String, String>> systemPods(Given given) {
        Set<String> namespaces = given.look("kubectl get namespaces --selector='!io.tutorproof/lab' --output=name")
                .stdout()
                .lines()
                .map(line -> line.replace("namespace/", ""))
                .collect(Collectors.toSet());
        return given.look("kubectl get pods --all-namespaces").table().rows().stream()
                .filter(row -> namespaces.contains(row.get("NAMESPACE")))
                .toList();
    }

    @Claim("pod-shares-network")
    void containers_of_a_pod_share_address_host_name_and_localhost(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f beyond/two-containers.yaml");
        Snapshot.Pod dos = given.that(pod("dos").isReady()).get(0);

        Output web = reader.types("kubectl exec dos --container=web -- hostname");
        Output beside = reader.types("kubectl exec dos --container=beside -- hostname");
        Output address =
                reader.types("kubectl exec dos --container=beside -- php -r 'echo gethostbyname(gethostname());'");

        then.printed(beside)
                .is(
                        "the host name of the other container",
                        output -> assertThat(output.stdout()).isEqualTo(web.stdout()));
        then.printed(address)
                .is("the pod's address", output -> assertThat(output.stdout()).isEqualTo(dos.ip()));
        then.eventually(Probe.of(
                "the page of the other container at localhost",
                Deadlines.PROXY,
                () -> given.look("kubectl exec dos --container=beside -- php -r"
                        + " 'echo @file_get_contents(\"http://localhost/\");'"),
                page -> AppPage.of("v0.1.0").test(page.stdout())));
    }

    @Claim("pod-shares-storage")
    void containers_of_a_pod_share_the_volumes_that_both_mount_and_no_more(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f beyond/two-containers.yaml");
        given.that(pod("dos").isReady());

        reader.types("kubectl exec dos --container=web -- sh -c 'echo shared > /shared/file; echo own > /file'");

        then.printed(reader.types("kubectl exec dos --container=beside -- cat /shared/file"))
                .says("shared");
        then.printed(reader.types("kubectl exec dos --container=beside -- cat /file"))
                .fails("No such file or directory");
    }
}

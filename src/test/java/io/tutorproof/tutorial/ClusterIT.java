package io.tutorproof.tutorial;

import static io.tutorproof.tutorial.Look.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.cluster.Node;
import io.tutorproof.junit.Claim;
import io.tutorproof.junit.Lab;
import io.tutorproof.junit.SharedNamespace;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.Pods;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The section that shows the cluster at work, and says what a pod is. */
@SharedNamespace
@Order(6)
class ClusterIT {
    private static final Duration TUTORIALS_TIME = Duration.ofMinutes(2);

    @Claim("cluster-one-command")
    @Test
    void one_call_gave_a_cluster_of_several_nodes(Lab lab) {
        lab.needsOwnCluster("no call of ours started it");
        lab.needsNodes(2);
        List<Map<String, String>> rows =
                lab.kubectl().run("get", "nodes", "--output=wide").table().rows();

        assertThat(rows)
                .extracting(row -> row.get("NAME"))
                .containsExactlyInAnyOrderElementsOf(
                        lab.nodes().stream().map(Node::name).toList());
        assertThat(rows).allSatisfy(row -> assertThat(row).containsEntry("STATUS", "Ready"));
    }

    @Claim("cluster-ready-time")
    @Test
    void it_was_ready_in_less_than_two_minutes(Lab lab) {
        lab.needsOwnCluster("no call of ours started it");
        Output nodes = lab.kubectl().run("get", "nodes");
        lab.note("time from the call until every node was Ready", "under 2 min", lab.clusterStartTook());

        assertThat(nodes.table().rows())
                .hasSameSizeAs(lab.nodes())
                .allSatisfy(row -> assertThat(row).containsEntry("STATUS", "Ready"));
        assertThat(lab.clusterStartTook()).isLessThan(TUTORIALS_TIME);
    }

    @Claim("cluster-all-nodeports")
    @Order(Integer.MAX_VALUE) // what is not tried hands its namespace on to no other
    @Test
    void publishing_every_node_port_is_not_tried(Lab lab) {
        throw lab.notChecked(
                "publishing 2768 ports of every node takes a proxy process each, on a machine that others use;"
                        + " whether that fails depends on the machine, not on Kubernetes");
    }

    @Claim("cluster-system-pods")
    @Test
    void the_systems_pods_all_end_running_or_completed(Lab lab) {
        lab.needsOwnCluster("its pods are not the system's alone");
        List<Map<String, String>> pods = lab.eventually(
                "every pod of the system Running or Completed",
                Deadlines.PACKAGED,
                () -> systemPods(lab),
                rows -> !rows.isEmpty()
                        && rows.stream()
                                .allMatch(row -> List.of("Running", "Completed").contains(row.get("STATUS"))));

        lab.note("the system's pods", "all Running or Completed", pods);
        lab.kubectl().run("get", "pods", "--all-namespaces", "--output=wide");
    }

    /** All pods but those in namespaces of the suite, some of which may come or go while it is looked. */
    private static List<Map<String, String>> systemPods(Lab lab) {
        Set<String> ours = new HashSet<>(namespacesOfTheSuite(lab));
        Output listed = lab.kubectl().look("get", "pods", "--all-namespaces");
        ours.addAll(namespacesOfTheSuite(lab));
        return listed.table().rows().stream()
                .filter(row -> !ours.contains(row.get("NAMESPACE")))
                .toList();
    }

    private static List<String> namespacesOfTheSuite(Lab lab) {
        return lab.kubectl()
                .look("get", "namespaces", "--selector=io.tutorproof/lab", "--output=name")
                .stdout()
                .lines()
                .map(line -> line.replace("namespace/", ""))
                .toList();
    }

    @Claim("pod-shares-network")
    @Test
    void containers_of_a_pod_share_address_host_name_and_localhost(Lab lab) {
        lab.kubectl().apply("beyond/two-containers.yaml");
        lab.eventually(Pods.labelled("app=dos").ready(1));

        assertThat(inside(lab, "beside", "hostname")).isEqualTo(inside(lab, "web", "hostname"));
        assertThat(inside(lab, "beside", php("gethostbyname(gethostname())")))
                .isEqualTo(lab.state().pod("dos").ip());
        lab.eventually(
                "the page of the other container at localhost",
                Deadlines.PROXY,
                () -> inside(lab, "beside", php("@file_get_contents('http://localhost/')")),
                page -> page.contains(version("v0.1.0")));
    }

    @Claim("pod-shares-storage")
    @Test
    void containers_of_a_pod_share_the_volumes_that_both_mount_and_no_more(Lab lab) {
        lab.kubectl().apply("beyond/two-containers.yaml");
        lab.eventually(Pods.labelled("app=dos").ready(1));

        inside(lab, "web", "sh", "-c", "echo shared > /shared/file; echo own > /file");

        assertThat(inside(lab, "beside", "cat", "/shared/file")).isEqualTo("shared");
        Output own = lab.kubectl().run("exec", "dos", "--container=beside", "--", "cat", "/file");
        assertThat(own.exitCode()).as("exit code of %s", own).isNotZero();
        assertThat(own.stderr()).contains("No such file or directory");
    }

    private static String[] php(String expression) {
        return new String[] {"php", "-r", "echo " + expression + ";"};
    }

    private static String inside(Lab lab, String container, String... command) {
        List<String> arguments = new ArrayList<>(List.of("exec", "dos", "--container=" + container, "--"));
        arguments.addAll(List.of(command));
        Output output = lab.kubectl().run(arguments.toArray(String[]::new));
        assertThat(output.exitCode()).as("exit code of %s", output).isZero();
        return output.stdout().strip();
    }
}

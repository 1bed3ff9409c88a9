package io.tutorproof.tutorial;

import static io.tutorproof.observe.Controlled.endpoints;
import static io.tutorproof.observe.Controlled.endpointsFollow;
import static io.tutorproof.observe.Controlled.endpointsKept;
import static io.tutorproof.tutorial.KubernetesTutorial.CANARY_PORT;
import static io.tutorproof.tutorial.KubernetesTutorial.NODE_PORT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Claim;
import io.tutorproof.junit.Lab;
import io.tutorproof.junit.SharedNamespace;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.History;
import io.tutorproof.observe.HttpAnswer;
import io.tutorproof.observe.Pods;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.observe.State;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The section on services of type NodePort: a page that does not open, and why; then it does. The claims go in this order. They
 * have a lock since claims that are made false go side by side, and all of these want the same node ports.
 */
@SharedNamespace
@ResourceLock("node port 30100")
@Order(2)
class NodePortIT {
    private static final String PAGE = "<dd id=\"version\">v0.1.0</dd>";
    private static final String FENCE =
            "a second service, made later and with a selector that matches, answers on every node";

    @Claim("nodeport-yaml")
    @Order(1)
    @Test
    void kubectl_generates_a_valid_service_that_selects_its_own_name(Lab lab) {
        Output printed = lab.kubectl()
                .run(
                        "create",
                        "service",
                        "nodeport",
                        "mi-pod",
                        "--tcp=80",
                        "--node-port=30100",
                        "--dry-run=client",
                        "--output=yaml");

        Look.generated(
                printed,
                Map.of(
                        "apiVersion", "v1",
                        "kind", "Service",
                        "metadata", Map.of("labels", Map.of("app", "mi-pod"), "name", "mi-pod"),
                        "spec",
                                Map.of(
                                        "ports",
                                        List.of(Map.of(
                                                "name",
                                                "80",
                                                "nodePort",
                                                30100,
                                                "port",
                                                80,
                                                "protocol",
                                                "TCP",
                                                "targetPort",
                                                80)),
                                        "selector",
                                        Map.of("app", "mi-pod"),
                                        "type",
                                        "NodePort"),
                        "status", Map.of("loadBalancer", Map.of())));
    }

    @Claim("nodeport-listed")
    @Order(1)
    @Test
    void the_list_of_services_shows_type_address_and_ports(Lab lab) {
        lab.kubectl().apply("deploy-02/svc-my-pod.yaml");

        assertThat(Look.row(lab.kubectl().run("get", "svc"), "mi-pod"))
                .containsEntry("TYPE", "NodePort")
                .containsEntry("PORT(S)", "80:30100/TCP")
                .containsEntry("EXTERNAL-IP", "<none>")
                .hasEntrySatisfying("CLUSTER-IP", address -> assertThat(address).matches("\\d+\\.\\d+\\.\\d+\\.\\d+"));
        assertThat(Look.row(lab.kubectl().run("get", "svc", "--namespace=default"), "kubernetes"))
                .containsEntry("TYPE", "ClusterIP")
                .containsEntry("PORT(S)", "443/TCP");
    }

    @Claim("bad-selector-no-endpoints")
    @Order(2)
    @Test
    void a_selector_that_matches_no_label_leaves_the_endpoints_empty(Lab lab) {
        Unopened page = unopened(lab);

        assertThat(page.history().statesSince(fenced(lab).since()))
                .isNotEmpty()
                .allSatisfy(state -> assertThat(state.find(Snapshot.Endpoints.class, "mi-pod"))
                        .hasValueSatisfying(seen -> assertThat(seen.addresses())
                                .as("endpoints of mi-pod")
                                .isEmpty()));
        assertThat(page.endpoints().table().named("mi-pod"))
                .hasValueSatisfying(row -> assertThat(row).containsEntry("ENDPOINTS", "<none>"));
        relabelled(lab);
        lab.given(endpoints("mi-pod", 1));
        lab.controlled("the same watch sees the endpoint of a pod that does match");
    }

    @Claim("bad-selector-no-answer")
    @Order(2)
    @Test
    void without_endpoints_nobody_answers_at_the_node_port(Lab lab) {
        assertThat(unopened(lab).answers())
                .as("answers at node port %s", NODE_PORT)
                .isEmpty();

        relabelled(lab);
        lab.web().givenShown(NODE_PORT, PAGE);
        lab.controlled("the same port of the same nodes answers once the selector does match");
    }

    @Claim("relabel-fills-endpoints")
    @Order(4)
    @Test
    void with_the_right_label_the_endpoints_show_the_pods_address_and_port(Lab lab) {
        Output applied = relabelled(lab).applied();

        assertThat(applied.stdout()).isEqualTo("pod/mi-pod configured\n");
        State state = lab.eventually(endpointsFollow("mi-pod", "app=mi-pod", 1, 80), Deadlines.CONTROLLER);
        String endpoint = state.pod("mi-pod").ip() + ":80";
        assertThat(Look.row(lab.kubectl().run("get", "endpoints"), "mi-pod")).containsEntry("ENDPOINTS", endpoint);
    }

    @Claim("nodeport-answers")
    @Order(3)
    @Test
    void the_app_answers_at_the_node_port_of_every_node(Lab lab) {
        fenced(lab);

        relabelled(lab);

        lab.web().showsOnEveryNode(NODE_PORT, PAGE);
    }

    @Claim("kubernetes-service")
    @Order(Integer.MAX_VALUE) // where it is not tried, it hands its namespace on to no other
    @Test
    void the_service_kubernetes_leads_to_the_api_server(Lab lab) {
        lab.needsOwnCluster("its API server may be on no node of it, and on another port");
        Map<String, String> row =
                Look.row(lab.kubectl().run("get", "endpoints", "kubernetes", "--namespace=default"), "kubernetes");

        assertThat(lab.nodes().get(0).addresses().stream().map(address -> address + ":6443"))
                .as("the server's address with the API's port, as endpoints %s", row)
                .contains(row.get("ENDPOINTS"));
        // The API does answer there.
        assertThat(lab.kubectl()
                        .run("version", "--server=https://" + row.get("ENDPOINTS"))
                        .stdout())
                .contains("Server Version");
    }

    @Claim("endpoint-is-pod-ip")
    @Order(4)
    @Test
    void the_endpoint_is_the_pods_address(Lab lab) {
        relabelled(lab);

        lab.eventually(endpointsFollow("mi-pod", "app=mi-pod", 1, 80), Deadlines.CONTROLLER);
        String address = Look.row(lab.kubectl().run("get", "pod", "mi-pod", "--output=wide"), "mi-pod")
                .get("IP");
        assertThat(Look.row(lab.kubectl().run("get", "endpoints"), "mi-pod"))
                .containsEntry("ENDPOINTS", address + ":80");
    }

    @Claim("wide-shows-more")
    @Order(1)
    @Test
    void wide_output_adds_address_node_nominated_node_and_readiness_gates(Lab lab) {
        lab.kubectl().apply("deploy-01/mi-pod.yaml");

        List<String> narrow = lab.kubectl().run("get", "pods").table().headings();
        List<String> wide =
                lab.kubectl().run("get", "pods", "--output=wide").table().headings();

        assertThat(narrow).containsExactly("NAME", "READY", "STATUS", "RESTARTS", "AGE");
        assertThat(wide)
                .startsWith(narrow.toArray(String[]::new))
                .endsWith("IP", "NODE", "NOMINATED NODE", "READINESS GATES");
    }

    @Claim("describe-shows-more")
    @Order(1)
    @Test
    void describe_shows_conditions_and_events_too(Lab lab) {
        lab.kubectl().apply("deploy-01/mi-pod.yaml");
        lab.given(Pods.named("mi-pod").ready());

        String wide = lab.kubectl().run("get", "pod", "mi-pod", "--output=wide").stdout();
        Output described = lab.kubectl().run("describe", "pod", "mi-pod");

        assertThat(described.stdout().lines())
                .contains("Conditions:", "Events:")
                .anyMatch(line -> line.strip().matches("Image ID: +\\S+"));
        assertThat(wide).doesNotContain("Conditions", "Events", "Image");
    }

    @Claim("nodeport-range")
    @Order(1)
    @Test
    void node_ports_go_from_30000_to_32767(Lab lab) {
        assertThat(32767 - 30000 + 1).isEqualTo(2768);
        for (int port : List.of(30000, 32767)) {
            Output created = nodePort(lab, "in-" + port, port);
            assertThat(created.stdout()).as(created.toString()).isEqualTo("service/in-" + port + " created\n");
        }
        for (int port : List.of(29999, 32768)) {
            Output refused = nodePort(lab, "out-" + port, port);
            assertThat(refused.exitCode()).as("exit code of %s", refused).isNotZero();
            assertThat(refused.stderr()).contains("30000-32767");
        }
    }

    @Claim("nodeport-collision")
    @Order(1)
    @Test
    void a_node_port_in_use_is_refused_to_a_second_service(Lab lab) {
        lab.kubectl().apply("deploy-02/svc-my-pod.yaml");

        Output refused = nodePort(lab, "second", NODE_PORT);

        assertThat(refused.exitCode()).as("exit code of %s", refused).isNotZero();
        assertThat(refused.stderr()).contains("30100", "already allocated");
    }

    private static Output nodePort(Lab lab, String name, int port) {
        return lab.kubectl().run("create", "service", "nodeport", name, "--tcp=80", "--node-port=" + port);
    }

    /**
     * The node port was asked for a while, in which the service selected no pod.
     *
     * @param history what was seen by the end of that while
     * @param answers those that came
     * @param endpoints how kubectl lists them
     */
    private record Unopened(History history, List<HttpAnswer> answers, Output endpoints) {}

    private static Unopened unopened(Lab lab) {
        return lab.once(Unopened.class, () -> {
            fenced(lab);
            String what = "nobody answers at node port " + NODE_PORT + ", and the endpoints of mi-pod stay empty";
            List<HttpAnswer> answers = lab.web().answersOnAnyNode(NODE_PORT, what, FENCE);
            return new Unopened(lab.history(), answers, lab.kubectl().run("get", "endpoints"));
        });
    }

    /**
     * The pod runs, the service selects another label, and every node's proxy has seen them.
     *
     * @param since when the pod was ready and the endpoints of the service were kept
     */
    private record Fenced(History.Mark since) {}

    private static Fenced fenced(Lab lab) {
        return lab.once(Fenced.class, () -> {
            podAndService(lab);
            lab.given(endpointsKept("mi-pod"));
            History.Mark since = lab.mark();
            lab.web().canary("run", "mi-pod", CANARY_PORT, PAGE);
            return new Fenced(since);
        });
    }

    /** The tutorial's remedy: the pod gets the label that the service selects. */
    private record Relabelled(Output applied) {}

    private static Relabelled relabelled(Lab lab) {
        return lab.once(Relabelled.class, () -> {
            podAndService(lab);
            lab.given(endpoints("mi-pod", 0));
            return new Relabelled(lab.kubectl().apply("deploy-02/mi-pod.yaml"));
        });
    }

    /** The state the tutorial is in when the page does not open. */
    private static void podAndService(Lab lab) {
        lab.kubectl().apply("deploy-01/mi-pod.yaml", "deploy-02/svc-my-pod.yaml");
        lab.given(Pods.labelled("run=mi-pod").ready(1));
    }
}

package io.tutorproof.bench.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NodePortPlain extends PlainCluster {
    private static final String PAGE = version("v0.1.0");
    private static final String SERVICE = "mi-pod";

    /** Whose node port the next test wants; its namespace may take some time to go. */
    @AfterEach
    void giveThePortBack() {
        succeed("delete", "services", "--all");
    }

    @Test
    @Tag("nodeport-yaml")
    void the_generated_service_selects_its_own_name() {
        Service service = Serialization.unmarshal(
                succeed(
                        "create",
                        "service",
                        "nodeport",
                        SERVICE,
                        "--tcp=80",
                        "--node-port=30100",
                        "--dry-run=client",
                        "--output=yaml"),
                Service.class);
        ServicePort port = service.getSpec().getPorts().get(0);
        assertThat(service.getSpec().getType()).isEqualTo("NodePort");
        assertThat(service.getSpec().getSelector()).isEqualTo(Map.of("app", "mi-pod"));
        assertThat(List.of(port.getPort(), port.getTargetPort().getIntVal(), port.getNodePort()))
                .containsExactly(80, 80, NODE_PORT);
    }

    @Test
    @Tag("nodeport-listed")
    void the_list_shows_type_and_ports() {
        apply("deploy-02/svc-my-pod.yaml");
        assertThat(row(succeed("get", "svc"), SERVICE)).contains("NodePort", "80:30100/TCP", "<none>");
        assertThat(row(succeed("get", "svc", "--namespace=default"), "kubernetes"))
                .contains("ClusterIP", "443/TCP");
    }

    @Test
    @Tag("bad-selector-no-endpoints")
    void a_selector_that_matches_nothing_leaves_no_endpoints() {
        podAndService();
        throughout(() -> endpoints(SERVICE).isEmpty());
        assertThat(row(succeed("get", "endpoints"), SERVICE)).contains("<none>");
        apply("deploy-02/mi-pod.yaml");
        eventually(() -> endpoints(SERVICE).size() == 1);
    }

    @Test
    @Tag("bad-selector-no-answer")
    void without_endpoints_nobody_answers() {
        podAndService();
        throughout(() -> !page(NODE_PORT).shows(PAGE));
        apply("deploy-02/mi-pod.yaml");
        eventually(() -> page(NODE_PORT).shows(PAGE));
    }

    @Test
    @Tag("relabel-fills-endpoints")
    void the_right_label_fills_the_endpoints() {
        podAndService();
        assertThat(endpoints(SERVICE)).isEmpty();
        assertThat(apply("deploy-02/mi-pod.yaml")).isEqualTo("pod/mi-pod configured\n");
        eventually(() -> endpoints(SERVICE).equals(addressesOf(List.of(pod("mi-pod")))));
    }

    @Test
    @Tag("nodeport-answers")
    void the_app_answers_at_the_node_port() {
        podAndService();
        apply("deploy-02/mi-pod.yaml");
        eventually(() -> page(NODE_PORT).shows(PAGE));
    }

    @Test
    @Tag("kubernetes-service")
    void the_service_kubernetes_leads_to_the_api() {
        String endpoint = row(succeed("get", "endpoints", "kubernetes", "--namespace=default"), "kubernetes")
                .get(1);
        assertThat(endpoint).endsWith(":6443");
        assertThat(succeed("version", "--server=https://" + endpoint)).contains("Server Version");
    }

    @Test
    @Tag("endpoint-is-pod-ip")
    void the_endpoint_is_the_pods_address() {
        apply("deploy-02/mi-pod.yaml");
        apply("deploy-02/svc-my-pod.yaml");
        podIsReady("mi-pod");
        eventually(() -> endpoints(SERVICE).equals(addressesOf(List.of(pod("mi-pod")))));
        assertThat(row(succeed("get", "endpoints"), SERVICE)).containsAll(addressesOf(List.of(pod("mi-pod"))));
    }

    @Test
    @Tag("wide-shows-more")
    void wide_output_has_more_columns() {
        apply("deploy-01/mi-pod.yaml");
        assertThat(succeed("get", "pods")).doesNotContain("NODE");
        assertThat(succeed("get", "pods", "--output=wide").lines().findFirst())
                .hasValueSatisfying(
                        headings -> assertThat(headings).contains("IP", "NODE", "NOMINATED NODE", "READINESS GATES"));
    }

    @Test
    @Tag("describe-shows-more")
    void describe_shows_conditions_and_events() {
        apply("deploy-01/mi-pod.yaml");
        podIsReady("mi-pod");
        assertThat(succeed("describe", "pod", "mi-pod").lines()).contains("Conditions:", "Events:");
        assertThat(succeed("get", "pod", "mi-pod", "--output=wide")).doesNotContain("Conditions", "Events");
    }

    @Test
    @Tag("nodeport-range")
    void node_ports_go_from_30000_to_32767() {
        for (int port : List.of(30000, 32767)) {
            succeed(nodePort("in-" + port, port));
        }
        for (int port : List.of(29999, 32768)) {
            assertThat(fail(nodePort("out-" + port, port))).contains("30000-32767");
        }
    }

    @Test
    @Tag("nodeport-collision")
    void a_node_port_in_use_is_refused() {
        apply("deploy-02/svc-my-pod.yaml");
        assertThat(fail(nodePort("second", NODE_PORT))).contains("30100", "already allocated");
    }

    private static String[] nodePort(String name, int port) {
        return new String[] {"create", "service", "nodeport", name, "--tcp=80", "--node-port=" + port};
    }

    private void podAndService() {
        apply("deploy-01/mi-pod.yaml");
        podIsReady("mi-pod");
        apply("deploy-02/svc-my-pod.yaml");
    }
}

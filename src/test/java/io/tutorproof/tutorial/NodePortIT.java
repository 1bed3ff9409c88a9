package io.tutorproof.tutorial;

import static io.tutorproof.observe.Observed.endpoints;
import static io.tutorproof.observe.Observed.pod;
import static io.tutorproof.observe.Observed.pods;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.cluster.Node;
import io.tutorproof.junit.Claim;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.scenario.Browser;
import io.tutorproof.scenario.Given;
import io.tutorproof.scenario.Reader;
import io.tutorproof.scenario.Then;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The section on services of type NodePort: a page that does not open, and why; then it does. A node port is the whole
 * cluster's, so the claims that use the tutorial's take turns.
 */
class NodePortIT {
    private static final AppPage PAGE = AppPage.of("v0.1.0");
    private static final String ITS_PORT = "node port 30100";

    @Claim("nodeport-yaml")
    void kubectl_generates_a_valid_service_that_selects_its_own_name(Reader reader, Then then) {
        Output printed = reader.types(
                "kubectl create service nodeport mi-pod --tcp=80 --node-port=30100 --dry-run=client --output=yaml");

        then.printed(printed).yaml("""
                apiVersion: v1
                kind: Service
                metadata:
                  labels:
                    app: mi-pod
                  name: mi-pod
                spec:
                  ports:
                  - name: "80"
                    nodePort: 30100
                    port: 80
                    protocol: TCP
                    targetPort: 80
                  selector:
                    app: mi-pod
                  type: NodePort
                status:
                  loadBalancer: {}
                """);
    }

    @Claim("nodeport-listed")
    @ResourceLock(ITS_PORT)
    void the_list_of_services_shows_type_address_and_ports(Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-02/svc-my-pod.yaml");

        Map<String, String> row = then.printed(reader.types("kubectl get svc"))
                .row("mi-pod", Map.of("TYPE", "NodePort", "PORT(S)", "80:30100/TCP", "EXTERNAL-IP", "<none>"));
        then.that(
                "an address inside of the cluster",
                String.valueOf(row.get("CLUSTER-IP")),
                address -> assertThat(address).matches("\\d+\\.\\d+\\.\\d+\\.\\d+"));
        then.printed(reader.types("kubectl get svc --namespace=default"))
                .row("kubernetes", Map.of("TYPE", "ClusterIP", "PORT(S)", "443/TCP"));
    }

    @Claim("bad-selector-no-endpoints")
    @ResourceLock(ITS_PORT)
    void a_selector_that_matches_no_label_leaves_the_endpoints_empty(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-01/mi-pod.yaml");
        given.that(pod("mi-pod").isReady());

        reader.types("kubectl apply -f deploy-02/svc-my-pod.yaml");

        then.consistently(endpoints("mi-pod").areEmpty());
        then.printed(reader.types("kubectl get endpoints")).row("mi-pod", Map.of("ENDPOINTS", "<none>"));

        // The same watch sees the endpoint of a pod that does match.
        reader.types("kubectl apply -f deploy-02/mi-pod.yaml");
        given.that(endpoints("mi-pod").are(1));
    }

    @Claim("bad-selector-no-answer")
    @ResourceLock(ITS_PORT)
    void without_endpoints_nobody_answers_at_the_node_port(Given given, Reader reader, Browser browser, Then then) {
        reader.types("kubectl apply -f deploy-01/mi-pod.yaml");
        given.that(pod("mi-pod").isReady());

        reader.types("kubectl apply -f deploy-02/svc-my-pod.yaml");

        then.consistently(browser.nodePort(30100).hasNobody());

        // The same port of the same nodes answers once the selector does match.
        reader.types("kubectl apply -f deploy-02/mi-pod.yaml");
        given.that(browser.nodePort(30100).shows(PAGE));
    }

    @Claim("relabel-fills-endpoints")
    @ResourceLock(ITS_PORT)
    void with_the_right_label_the_endpoints_show_the_pods_address_and_port(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-01/mi-pod.yaml -f deploy-02/svc-my-pod.yaml");
        given.that(pods("run=mi-pod").isReady());
        given.that(endpoints("mi-pod").areEmpty());

        Output applied = reader.types("kubectl apply -f deploy-02/mi-pod.yaml");

        then.printed(applied).says("pod/mi-pod configured");
        then.eventually(endpoints("mi-pod").follow("app=mi-pod", 1, 80), Deadlines.CONTROLLER);
        String address = given.now().pod("mi-pod").ip() + ":80";
        then.printed(reader.types("kubectl get endpoints")).row("mi-pod", Map.of("ENDPOINTS", address));
    }

    @Claim("nodeport-answers")
    @ResourceLock(ITS_PORT)
    void the_app_answers_at_the_node_port_of_every_node(Given given, Reader reader, Browser browser, Then then) {
        reader.types("kubectl apply -f deploy-01/mi-pod.yaml -f deploy-02/svc-my-pod.yaml");
        given.that(pods("run=mi-pod").isReady());

        reader.types("kubectl apply -f deploy-02/mi-pod.yaml");

        then.eventually(browser.nodePort(30100).shows(PAGE));
    }

    @Claim("kubernetes-service")
    void the_service_kubernetes_leads_to_the_api_server(Given given, Reader reader, Then then) {
        given.ownCluster("its API server may be on no node of it, and on another port");
        Node server = given.nodes(1).get(0);

        Output listed = reader.types("kubectl get endpoints kubernetes --namespace=default");

        String address =
                String.valueOf(then.printed(listed).row("kubernetes", Map.of()).get("ENDPOINTS"));
        then.that(
                "the server's address with the API's port",
                address,
                seen -> assertThat(server.addresses().stream().map(one -> one + ":6443"))
                        .contains(seen));
        then.printed(reader.types("kubectl version --server=https://" + address))
                .shows("Server Version");
    }

    @Claim("endpoint-is-pod-ip")
    @ResourceLock(ITS_PORT)
    void the_endpoint_is_the_pods_address(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-02/mi-pod.yaml -f deploy-02/svc-my-pod.yaml");
        given.that(pod("mi-pod").isReady());

        then.eventually(endpoints("mi-pod").follow("app=mi-pod", 1, 80), Deadlines.CONTROLLER);
        String address = String.valueOf(then.printed(reader.types("kubectl get pod mi-pod --output=wide"))
                .row("mi-pod", Map.of("READY", "1/1"))
                .get("IP"));
        then.printed(reader.types("kubectl get endpoints")).row("mi-pod", Map.of("ENDPOINTS", address + ":80"));
    }

    @Claim("wide-shows-more")
    void wide_output_adds_address_node_nominated_node_and_readiness_gates(Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-01/mi-pod.yaml");

        Output narrow = reader.types("kubectl get pods");
        Output wide = reader.types("kubectl get pods --output=wide");

        then.printed(narrow)
                .is(
                        "five columns",
                        output -> assertThat(output.table().headings())
                                .containsExactly("NAME", "READY", "STATUS", "RESTARTS", "AGE"));
        then.printed(wide)
                .is(
                        "the same and four more",
                        output -> assertThat(output.table().headings())
                                .startsWith("NAME", "READY", "STATUS", "RESTARTS", "AGE")
                                .endsWith("IP", "NODE", "NOMINATED NODE", "READINESS GATES"));
    }

    @Claim("describe-shows-more")
    void describe_shows_conditions_and_events_too(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-01/mi-pod.yaml");
        given.that(pod("mi-pod").isReady());

        Output wide = reader.types("kubectl get pod mi-pod --output=wide");
        Output described = reader.types("kubectl describe pod mi-pod");

        then.printed(described)
                .is(
                        "conditions, events and the image's id",
                        output -> assertThat(output.stdout().lines())
                                .contains("Conditions:", "Events:")
                                .anyMatch(line -> line.strip().matches("Image ID: +\\S+")));
        then.printed(wide)
                .is(
                        "none of these",
                        output -> assertThat(output.stdout()).doesNotContain("Conditions", "Events", "Image"));
    }

    @Claim("nodeport-range")
    @ResourceLock("the ends of the range of node ports")
    void node_ports_go_from_30000_to_32767(Reader reader, Then then) {
        then.printed(reader.types("kubectl create service nodeport first --tcp=80 --node-port=30000"))
                .says("service/first created");
        then.printed(reader.types("kubectl create service nodeport last --tcp=80 --node-port=32767"))
                .says("service/last created");
        then.printed(reader.types("kubectl create service nodeport below --tcp=80 --node-port=29999"))
                .fails("30000-32767");
        then.printed(reader.types("kubectl create service nodeport above --tcp=80 --node-port=32768"))
                .fails("30000-32767");
        then.that(
                "how many these are",
                List.of(30000, 32767),
                ends -> assertThat(ends.get(1) - ends.get(0) + 1).isEqualTo(2768));
    }

    @Claim("nodeport-collision")
    @ResourceLock(ITS_PORT)
    void a_node_port_in_use_is_refused_to_a_second_service(Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-02/svc-my-pod.yaml");

        then.printed(reader.types("kubectl create service nodeport second --tcp=80 --node-port=30100"))
                .fails("30100", "already allocated");
    }
}

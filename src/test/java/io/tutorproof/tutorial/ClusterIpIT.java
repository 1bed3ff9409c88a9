package io.tutorproof.tutorial;

import static io.tutorproof.observe.Controlled.endpointsAre;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Claim;
import io.tutorproof.junit.Lab;
import io.tutorproof.junit.SharedNamespace;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.Pods;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The section on Ingress, as far as it is about the service behind it. */
@SharedNamespace
@Order(5)
class ClusterIpIT {
    @Claim("clusterip-yaml")
    @Test
    void the_generated_service_selects_its_own_name(Lab lab) {
        Output printed = lab.kubectl()
                .run("create", "service", "clusterip", "mi-app-svc", "--tcp=80", "--output=yaml", "--dry-run=client");

        Look.generated(
                printed,
                Map.of(
                        "apiVersion", "v1",
                        "kind", "Service",
                        "metadata", Map.of("labels", Map.of("app", "mi-app-svc"), "name", "mi-app-svc"),
                        "spec",
                                Map.of(
                                        "ports",
                                        List.of(Map.of("name", "80", "port", 80, "protocol", "TCP", "targetPort", 80)),
                                        "selector",
                                        Map.of("app", "mi-app-svc"),
                                        "type",
                                        "ClusterIP"),
                        "status", Map.of("loadBalancer", Map.of())));
    }

    @Claim("clusterip-endpoints")
    @Test
    void with_the_pods_label_as_its_selector_the_service_finds_the_pod(Lab lab) {
        lab.kubectl().apply("deploy-02/mi-pod.yaml", "deploy-03/mi-app-svc.yaml");

        String pod = lab.given(Pods.named("mi-pod").ready()).pod("mi-pod").ip() + ":80";
        lab.eventually(endpointsAre("mi-app-svc", Set.of(pod)), Deadlines.CONTROLLER);
        assertThat(Look.row(lab.kubectl().run("get", "endpoints"), "mi-app-svc"))
                .containsEntry("ENDPOINTS", pod);
    }
}

package io.tutorproof.bench.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ClusterIpPlain extends PlainCluster {
    @Test
    @Tag("clusterip-yaml")
    void the_generated_service_selects_its_own_name() {
        Service service = Serialization.unmarshal(
                succeed(
                        "create",
                        "service",
                        "clusterip",
                        "mi-app-svc",
                        "--tcp=80",
                        "--output=yaml",
                        "--dry-run=client"),
                Service.class);
        assertThat(service.getSpec().getSelector()).isEqualTo(Map.of("app", "mi-app-svc"));
        assertThat(service.getSpec().getType()).isEqualTo("ClusterIP");
        assertThat(service.getSpec().getPorts().get(0).getPort()).isEqualTo(80);
    }

    @Test
    @Tag("clusterip-endpoints")
    void with_the_pods_label_the_service_finds_the_pod() {
        apply("deploy-02/mi-pod.yaml");
        apply("deploy-03/mi-app-svc.yaml");
        podIsReady("mi-pod");
        eventually(() -> endpoints("mi-app-svc").equals(addressesOf(List.of(pod("mi-pod")))));
        assertThat(row(succeed("get", "endpoints"), "mi-app-svc")).containsAll(addressesOf(List.of(pod("mi-pod"))));
    }
}

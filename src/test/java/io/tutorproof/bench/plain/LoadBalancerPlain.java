package io.tutorproof.bench.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LoadBalancerPlain extends PlainCluster {
    private static final String SERVICE = "mi-pod-lb";

    @Test
    @Tag("loadbalancer-needs-controller")
    void without_a_controller_the_address_stays_pending() {
        apply("deploy-02/mi-pod.yaml");
        apply("beyond/load-balancer-nobody.yaml");
        podIsReady("mi-pod");
        eventually(() -> endpoints(SERVICE).size() == 1);
        throughout(() -> addresses().isEmpty());
        assertThat(row(succeed("get", "svc"), SERVICE)).contains("LoadBalancer", "<pending>");
        succeed("delete", "service", SERVICE);
        apply("beyond/load-balancer.yaml");
        eventually(() -> !addresses().isEmpty());
    }

    private Set<String> addresses() {
        return client()
                .services()
                .inNamespace(namespace())
                .withName(SERVICE)
                .require()
                .getStatus()
                .getLoadBalancer()
                .getIngress()
                .stream()
                .map(LoadBalancerIngress::getIp)
                .collect(Collectors.toSet());
    }
}

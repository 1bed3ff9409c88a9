package io.tutorproof.bench.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BalancingPlain extends PlainCluster {
    private static final String SERVICE = "mi-deploy-svc";

    @Test
    @Tag("svc-endpoints-follow")
    void every_pod_that_matches_is_an_endpoint() {
        apply("deploy-05/mi-deploy.yaml");
        assertThat(apply("deploy-05/mi-deploy-svc.yaml")).isEqualTo("service/mi-deploy-svc created\n");
        endpointsAre(ready(3));
        scale(5);
        endpointsAre(ready(5));
        scale(2);
        List<Pod> two = ready(2);
        endpointsAre(two);
        delete(two.get(0));
        endpointsAre(readyWithout(two.get(0), 2));
    }

    private void endpointsAre(List<Pod> pods) {
        eventually(() -> endpoints(SERVICE).equals(addressesOf(pods)));
    }

    private void scale(int replicas) {
        succeed("scale", "--replicas=" + replicas, "deployment/mi-deploy");
    }

    @Test
    @Tag("svc-balances")
    void the_service_spreads_requests_over_all_pods() {
        apply("deploy-05/mi-deploy.yaml");
        apply("deploy-05/mi-deploy-svc.yaml");
        List<Pod> three = ready(3);
        succeed("run", "lector", "--image=andr35/imagen:v0.1.0", "--restart=Never");
        podIsReady("lector");
        endpointsAre(three);
        String address = client().services()
                .inNamespace(namespace())
                .withName(SERVICE)
                .require()
                .getSpec()
                .getClusterIP();
        String ask = "for ($i = 0; $i < 100; $i++) { if (preg_match('/hostname\">([^<]+)/', (string)"
                + " @file_get_contents('http://" + address + "/'), $m)) { echo $m[1], \"\\n\"; } }";
        eventually(() -> answered(ask).equals(namesOf(three)));
    }

    private Set<String> answered(String ask) {
        return succeed("exec", "lector", "--", "php", "--define", "default_socket_timeout=2", "-r", ask)
                .lines()
                .collect(Collectors.toSet());
    }
}

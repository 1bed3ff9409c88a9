package io.tutorproof.tutorial;

import static io.tutorproof.observe.Controlled.endpointsFollow;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Claim;
import io.tutorproof.junit.Lab;
import io.tutorproof.junit.SharedNamespace;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.Pods;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.observe.State;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The section on balancing by a service; the claim in which it is made comes first. */
@SharedNamespace
@Order(4)
class BalancingIT {
    private static final String PODS = "app=mi-deploy";
    private static final String SERVICE = "mi-deploy-svc";

    @Claim("svc-endpoints-follow")
    @Order(1)
    @Test
    void every_pod_that_matches_is_an_endpoint_and_no_other(Lab lab) {
        lab.kubectl().apply("deploy-05/mi-deploy.yaml");
        Look.applySays(lab, "deploy-05/mi-deploy-svc.yaml", "service/mi-deploy-svc created");

        State three = lab.eventually(endpointsFollow(SERVICE, PODS, 3, 80));
        lab.kubectl().run("get", "endpoints");
        lab.kubectl().succeed("scale", "--replicas=5", "deployment/mi-deploy");
        lab.eventually(endpointsFollow(SERVICE, PODS, 5, 80));
        lab.kubectl().succeed("scale", "--replicas=2", "deployment/mi-deploy");
        lab.eventually(endpointsFollow(SERVICE, PODS, 2, 80));
        Pods pods = Pods.labelled(PODS);
        Snapshot.Pod one = pods.in(lab.eventually(pods.ready(2))).get(0);
        lab.kubectl().succeed("delete", "pod", one.name(), "--wait=false");
        lab.eventually(Pods.labelled(PODS).readyWithout(2, one.uid()));
        lab.eventually(endpointsFollow(SERVICE, PODS, 2, 80));
        assertThat(Pods.labelled(PODS).in(three)).hasSize(3);
    }

    /** With three pods, 100 requests pass one by with a probability of about 10⁻¹⁷. */
    @Claim("svc-balances")
    @Test
    void the_service_spreads_requests_over_all_pods(Lab lab) {
        lab.kubectl().apply("deploy-05/mi-deploy.yaml", "deploy-05/mi-deploy-svc.yaml");
        lab.kubectl().succeed("run", "lector", "--image=andr35/imagen:v0.1.0", "--restart=Never");
        State state = lab.eventually(endpointsFollow(SERVICE, PODS, 3, 80));
        lab.given(Pods.named("lector").ready());
        String address = String.valueOf(
                Look.row(lab.kubectl().run("get", "svc"), SERVICE).get("CLUSTER-IP"));

        Set<String> pods =
                Pods.labelled(PODS).in(state).stream().map(Snapshot.Pod::name).collect(Collectors.toSet());

        Set<String> answered = lab.eventually(
                "answers of " + pods + " to 100 requests",
                Deadlines.PROXY,
                () -> hostNames(lab, address),
                names -> names.equals(pods));

        lab.note("pods that answered 100 requests", pods, answered);
        assertThat(answered).hasSize(3);
    }

    private static Set<String> hostNames(Lab lab, String address) {
        Output asked = lab.kubectl()
                .run(
                        "exec",
                        "lector",
                        "--",
                        "php",
                        "--define",
                        "default_socket_timeout=2",
                        "-r",
                        "for ($i = 0; $i < 100; $i++) { if (preg_match('/Linux ([^ <]+)/',"
                                + " (string) @file_get_contents('http://" + address
                                + "/'), $m)) { echo $m[1], \"\\n\"; } }");
        return asked.stdout().lines().collect(Collectors.toSet());
    }
}

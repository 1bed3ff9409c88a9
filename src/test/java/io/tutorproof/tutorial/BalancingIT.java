package io.tutorproof.tutorial;

import static io.tutorproof.observe.Observed.endpoints;
import static io.tutorproof.observe.Observed.pod;
import static io.tutorproof.observe.Observed.pods;

import io.tutorproof.junit.Claim;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.scenario.Given;
import io.tutorproof.scenario.Probe;
import io.tutorproof.scenario.Reader;
import io.tutorproof.scenario.Then;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The section on balancing by a service. */
class BalancingIT {
    @Claim("svc-endpoints-follow")
    void every_pod_that_matches_is_an_endpoint_and_no_other(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-05/mi-deploy.yaml");
        given.that(pods("app=mi-deploy").areReady(3));

        then.printed(reader.types("kubectl apply -f deploy-05/mi-deploy-svc.yaml"))
                .says("service/mi-deploy-svc created");
        then.eventually(endpoints("mi-deploy-svc").follow("app=mi-deploy", 3, 80));
        reader.types("kubectl get endpoints");

        reader.types("kubectl scale --replicas=5 deployment/mi-deploy");
        then.eventually(endpoints("mi-deploy-svc").follow("app=mi-deploy", 5, 80));

        reader.types("kubectl scale --replicas=2 deployment/mi-deploy");
        then.eventually(endpoints("mi-deploy-svc").follow("app=mi-deploy", 2, 80));

        Snapshot.Pod one = given.that(pods("app=mi-deploy").areReady(2)).get(0);
        reader.types("kubectl delete pod " + one.name() + " --wait=false");
        then.eventually(pods("app=mi-deploy").areReadyWithout(2, one.uid()));
        then.eventually(endpoints("mi-deploy-svc").follow("app=mi-deploy", 2, 80));
    }

    /** With three pods, 100 requests pass one by with a probability of about 10⁻¹⁷. */
    @Claim("svc-balances")
    void the_service_spreads_requests_over_all_pods(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-05/mi-deploy.yaml -f deploy-05/mi-deploy-svc.yaml");
        reader.types("kubectl run lector --image=andr35/imagen:v0.1.0 --restart=Never");
        given.that(pod("lector").isReady());
        Set<String> three = given.that(pods("app=mi-deploy").areReady(3)).stream()
                .map(Snapshot.Pod::name)
                .collect(Collectors.toSet());
        given.that(endpoints("mi-deploy-svc").follow("app=mi-deploy", 3, 80));

        String address = String.valueOf(then.printed(reader.types("kubectl get svc"))
                .row("mi-deploy-svc", Map.of("TYPE", "ClusterIP"))
                .get("CLUSTER-IP"));

        then.eventually(Probe.of(
                "100 requests to the service answered by all of " + three,
                Deadlines.PROXY,
                () -> whoAnswers(given, address),
                three::equals));
    }

    /** The host names on the pages of 100 requests from inside of the cluster. */
    private static Set<String> whoAnswers(Given given, String address) {
        return given.look("kubectl exec lector -- php --define default_socket_timeout=2 -r '"
                        + "for ($i = 0; $i < 100; $i++) {"
                        + " if (preg_match(\"/Linux ([^ <]+)/\", (string) @file_get_contents(\"http://" + address
                        + "/\"), $m)) { echo $m[1], \"\\n\"; } }'")
                .stdout()
                .lines()
                .collect(Collectors.toSet());
    }
}

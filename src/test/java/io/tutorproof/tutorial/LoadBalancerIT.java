package io.tutorproof.tutorial;

import static io.tutorproof.observe.Observed.pod;
import static io.tutorproof.observe.Observed.service;

import io.tutorproof.junit.Claim;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.scenario.Given;
import io.tutorproof.scenario.Reader;
import io.tutorproof.scenario.Then;
import java.util.Map;

/** The section on services of type LoadBalancer. */
class LoadBalancerIT {
    /** The cluster has a controller for such services; a class that nobody serves makes it one without. */
    @Claim("loadbalancer-needs-controller")
    void without_a_controller_the_external_address_stays_pending(Given given, Reader reader, Then then) {
        given.ownCluster("a controller there may hand out addresses that cost something");
        reader.types("kubectl apply -f deploy-02/mi-pod.yaml");
        given.that(pod("mi-pod").isReady());

        reader.types("""
                kubectl apply -f - <<EOF
                apiVersion: v1
                kind: Service
                metadata:
                  name: mi-pod-lb
                spec:
                  type: LoadBalancer
                  loadBalancerClass: example.com/nobody
                  selector:
                    app: mi-pod
                  ports:
                  - port: 8081
                    targetPort: 80
                EOF""");

        then.consistently(service("mi-pod-lb").hasNoExternalAddress());
        then.printed(reader.types("kubectl get svc"))
                .row("mi-pod-lb", Map.of("TYPE", "LoadBalancer", "EXTERNAL-IP", "<pending>"));

        // The same watch sees the address of a service without that class.
        reader.types("kubectl delete service mi-pod-lb");
        reader.types("kubectl expose pod mi-pod --name=mi-pod-lb --type=LoadBalancer --port=8081 --target-port=80");
        given.that(service("mi-pod-lb").hasAnExternalAddress(), Deadlines.PACKAGED);
        reader.types("kubectl get svc");
    }
}

package io.tutorproof.tutorial;

import static io.tutorproof.observe.Controlled.balanced;
import static io.tutorproof.observe.Controlled.endpoints;
import static io.tutorproof.observe.Controlled.exists;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Claim;
import io.tutorproof.junit.Lab;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Snapshot;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The section on services of type LoadBalancer. */
@Order(5)
class LoadBalancerIT {
    private static final String SERVICE = "mi-pod-lb";

    @Claim("loadbalancer-needs-controller")
    @Test
    void without_a_controller_the_external_address_stays_pending(Lab lab) {
        lab.needsOwnCluster("a controller there may hand out addresses that cost something");
        lab.note(
                "controller for services of type LoadBalancer",
                "none for this service",
                "the cluster has one; the service is of a class that nobody serves");
        lab.kubectl().apply("deploy-02/mi-pod.yaml", "beyond/load-balancer-nobody.yaml");
        lab.given(endpoints(SERVICE, 1));
        lab.given(exists(Snapshot.Service.class, SERVICE));
        History.Mark before = lab.mark();

        History history = lab.watch(SERVICE + " gets no address", "its endpoints are kept: controllers have seen it");

        assertThat(history.statesSince(before))
                .isNotEmpty()
                .allSatisfy(state -> assertThat(state.find(Snapshot.Service.class, SERVICE))
                        .hasValueSatisfying(seen -> assertThat(seen.externalAddresses())
                                .as("external addresses")
                                .isEmpty()));
        assertThat(Look.row(lab.kubectl().run("get", "svc"), SERVICE))
                .containsEntry("TYPE", "LoadBalancer")
                .containsEntry("EXTERNAL-IP", "<pending>");
        lab.kubectl().succeed("delete", "service", SERVICE);
        lab.kubectl().apply("beyond/load-balancer.yaml");
        lab.eventually(balanced(SERVICE), Deadlines.PACKAGED);
        lab.kubectl().run("get", "svc");
        lab.controlled(
                "the same watch sees the address that the cluster's controller gives a service of no such class");
    }
}

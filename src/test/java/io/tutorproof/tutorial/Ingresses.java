package io.tutorproof.tutorial;

import static io.tutorproof.observe.Controlled.addressed;
import static io.tutorproof.observe.Controlled.endpoints;

import io.tutorproof.junit.Lab;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.Pods;

/** What claims about Ingresses presuppose. */
final class Ingresses {
    static final String HOST = "mi-app.com";
    static final String PAGE = Look.version("v0.1.0");

    private Ingresses() {}

    /** Waits until the cluster's ingress controller has its class, and keeps as evidence which one it is. */
    static void controller(Lab lab) {
        lab.needsOwnCluster("an Ingress for a host that others may have reaches all of it");
        Output classes = lab.given(
                "an ingress controller",
                Deadlines.PACKAGED,
                () -> lab.kubectl().look("get", "ingressclass"),
                seen -> !seen.stdout().isBlank());
        lab.note("the cluster's ingress controller", "at least one class", classes);
        lab.web().givenAnswerAtPort80();
    }

    /** The tutorial's pod, and the service that selects it. */
    static void podAndService(Lab lab) {
        lab.kubectl().apply("deploy-02/mi-pod.yaml", "deploy-03/mi-app-svc.yaml");
        lab.given(Pods.named("mi-pod").ready());
        lab.given(endpoints("mi-app-svc", 1));
    }

    /** Applies the tutorial's Ingress and waits for its address, as something presupposed. */
    static String served(Lab lab) {
        lab.kubectl().apply("deploy-03/mi-app-ingress.yaml");
        return Look.address(lab.given(addressed("mi-app-ingress")), "mi-app-ingress");
    }

    /** A fence for what the controller does: a second Ingress, made later, which it does serve. Its address. */
    static String canary(Lab lab) {
        lab.kubectl().apply("beyond/ingress-served.yaml");
        String address = Look.address(lab.given(addressed("served-ingress")), "served-ingress");
        lab.web().givenHostShows(address, "canario.mi-app.com", PAGE);
        return address;
    }
}

package io.tutorproof.tutorial;

import static io.tutorproof.observe.Observed.pod;

import io.tutorproof.junit.Claim;
import io.tutorproof.kubectl.Output;
import io.tutorproof.scenario.Browser;
import io.tutorproof.scenario.Given;
import io.tutorproof.scenario.Reader;
import io.tutorproof.scenario.Then;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The section on a first pod, of nginx. The reader types what the tutorial says, but for the pull policy: the image has no
 * tag, and nodes here may have no registry.
 */
class FirstPodIT {
    @Claim("run-creates-pod")
    void kubectl_run_makes_a_pod(Reader reader, Then then) {
        Output run = reader.types("kubectl run mi-pod --image=nginx --restart=Never --image-pull-policy=IfNotPresent");

        then.printed(run).says("pod/mi-pod created");
        then.eventually(pod("mi-pod").isReady());
        reader.types("kubectl get pods");
    }

    @Claim("pod-hostname")
    void inside_of_the_pod_the_host_name_is_the_pods_name(Given given, Reader reader, Then then) {
        reader.types("kubectl run mi-pod --image=nginx --restart=Never --image-pull-policy=IfNotPresent");
        given.that(pod("mi-pod").isReady());

        // Without --stdin: nobody types here, and beside an input that ends at once the output was seen to get lost.
        Output inside = reader.types("kubectl exec mi-pod -- /bin/bash -c hostname");

        then.printed(inside).says("mi-pod");
    }

    @Claim("port-forward-nginx")
    @ResourceLock("port 8080 of the server")
    void a_forwarded_port_leads_to_the_web_server_in_the_pod(Given given, Reader reader, Browser browser, Then then) {
        reader.types("kubectl run mi-pod --image=nginx --restart=Never --image-pull-policy=IfNotPresent");
        given.that(pod("mi-pod").isReady());
        given.that(browser.pod("mi-pod"));

        PortForward.whileItRuns(
                given, reader, then, "kubectl port-forward mi-pod 8080:80", page -> page.shows("Welcome to nginx!"));
    }
}

package io.tutorproof.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Claim;
import io.tutorproof.junit.Lab;
import io.tutorproof.junit.SharedNamespace;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Pods;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The section on a first pod, of nginx. */
@SharedNamespace
@Order(5)
class FirstPodIT {
    @Claim("run-creates-pod")
    @Test
    void kubectl_run_makes_a_pod(Lab lab) {
        Output run = runNginx(lab);

        Look.says(run, "pod/mi-pod created");
        lab.eventually(Pods.named("mi-pod").ready());
        lab.kubectl().run("get", "pods");
    }

    @Claim("pod-hostname")
    @Test
    void inside_of_the_pod_the_host_name_is_the_pods_name(Lab lab) {
        runNginx(lab);
        lab.given(Pods.all().ready(1));

        // Without --stdin: nobody types here, and beside an input that ends at once the output was seen to get lost.
        Output inside = lab.kubectl().run("exec", "mi-pod", "--", "/bin/bash", "-c", "hostname");

        assertThat(inside.stdout()).as(inside.toString()).isEqualTo("mi-pod\n");
    }

    @Claim("port-forward-nginx")
    @Test
    @ResourceLock("port 8080 of the server")
    void a_forwarded_port_leads_to_the_web_server_in_the_pod(Lab lab) {
        runNginx(lab);
        lab.given(Pods.named("mi-pod").ready());

        PortForward.shows(lab, "Welcome to nginx!");
    }

    /** As the tutorial does, but for the pull policy: the image has no tag, and nodes here may have no registry. */
    private static Output runNginx(Lab lab) {
        return lab.once(Output.class, () -> {
            lab.note("nginx", "the image as nginx:latest, put into every node", "--image-pull-policy=IfNotPresent");
            return lab.kubectl()
                    .run("run", "mi-pod", "--image=nginx", "--restart=Never", "--image-pull-policy=IfNotPresent");
        });
    }
}

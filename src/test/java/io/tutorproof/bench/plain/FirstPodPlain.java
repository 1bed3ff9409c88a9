package io.tutorproof.bench.plain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FirstPodPlain extends PlainCluster {
    @Test
    @Tag("run-creates-pod")
    void kubectl_run_makes_a_pod() {
        assertThat(runNginx()).isEqualTo("pod/mi-pod created\n");
        podIsReady("mi-pod");
    }

    @Test
    @Tag("pod-hostname")
    void the_host_name_is_the_pods_name() {
        runNginx();
        podIsReady("mi-pod");
        assertThat(succeed("exec", "mi-pod", "--", "/bin/bash", "-c", "hostname"))
                .isEqualTo("mi-pod\n");
    }

    @Test
    @Tag("port-forward-nginx")
    void a_forwarded_port_leads_to_the_web_server() {
        runNginx();
        podIsReady("mi-pod");
        PortForward.shows(this, "Welcome to nginx!");
    }

    private String runNginx() {
        return succeed("run", "mi-pod", "--image=nginx", "--restart=Never", "--image-pull-policy=IfNotPresent");
    }
}

package io.tutorproof.bench.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.tutorproof.harness.Command;
import io.tutorproof.observe.HttpProbe;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ImagePlain extends PlainCluster {
    private static final String OURS = "tutorproof-claim/";

    @Test
    @Tag("image-shows-node")
    void the_new_version_names_the_pod() {
        apply("deploy-04/replicaSet-mi-app.yaml");
        pageShows(ready(3).get(0), version("v0.2.0"));
        succeed("delete", "replicaset", "mi-app");

        apply("deploy-04/replicaSet-mi-app-v0.3.0.yaml");
        Pod pod = readyOn(NEW_IMAGE, 3).get(0);
        pageShows(pod, "<dd id=\"hostname\">" + nameOf(pod) + "</dd>");
    }

    private void pageShows(Pod pod, String text) {
        eventually(() -> {
            try (LocalPortForward forward = client().pods()
                    .inNamespace(namespace())
                    .withName(nameOf(pod))
                    .portForward(80)) {
                return HttpProbe.getPatiently(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), forward.getLocalPort()))
                        .shows(text);
            }
        });
    }

    @Test
    @Tag("image-tag-commands")
    void a_name_that_was_never_built_cannot_be_tagged() {
        Command.must(
                "docker",
                "build",
                "--quiet",
                "--tag=" + OURS + "my-app:v0.3.0",
                "--build-arg=VERSION=v0.3.0",
                "--build-arg=BASE=" + OLD_IMAGE,
                "app-image");
        Command tagged = Command.run("docker", "tag", OURS + "imagen:v0.3.0", OURS + "andr35/imagen:v0.3.0");
        Command.must("docker", "tag", OURS + "my-app:v0.3.0", OURS + "andr35/imagen:v0.3.0");
        Command.must("docker", "rmi", "--no-prune", OURS + "my-app:v0.3.0", OURS + "andr35/imagen:v0.3.0");
        assertThat(tagged.exitCode()).isNotZero();
        assertThat(tagged.output()).contains("No such image");
    }
}

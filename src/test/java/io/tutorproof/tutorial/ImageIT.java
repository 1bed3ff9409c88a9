package io.tutorproof.tutorial;

import static io.tutorproof.tutorial.Look.shown;
import static io.tutorproof.tutorial.Look.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.image.DockerCommand;
import io.tutorproof.junit.Claim;
import io.tutorproof.junit.Lab;
import io.tutorproof.observe.HttpAnswer;
import io.tutorproof.observe.Pods;
import io.tutorproof.observe.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The passage, amid that on ReplicaSets, in which the reader builds a new image. */
@Execution(ExecutionMode.CONCURRENT)
class ImageIT {
    /** In front of the tutorial's names, so that no image of the user's is meant. */
    private static final String OURS = "tutorproof-claim/";

    @Claim("image-shows-node")
    @Test
    void the_new_version_names_pod_and_node_and_the_old_one_no_node(Lab lab) {
        lab.kubectl().apply("deploy-04/replicaSet-mi-app.yaml");
        HttpAnswer old = page(lab, KubernetesTutorial.OLD_IMAGE);
        assertThat(old.body()).contains(version("v0.2.0")).doesNotContain("id=\"node\"");
        lab.kubectl().succeed("delete", "replicaset", "mi-app");

        lab.kubectl().apply("deploy-04/replicaSet-mi-app-v0.3.0.yaml");

        HttpAnswer page = page(lab, KubernetesTutorial.NEW_IMAGE);
        Snapshot.Pod pod = lab.state().pod(Look.shownIn(page.body(), "hostname"));
        assertThat(page.body()).contains(version("v0.3.0"), shown("node", String.valueOf(pod.node())));
    }

    private static HttpAnswer page(Lab lab, String image) {
        Pods pods = Pods.labelled("app=mi-app").on(image);
        Snapshot.Pod pod = pods.in(lab.eventually(pods.ready(3))).get(0);
        return lab.web().overForwardedPort(pod.name());
    }

    @Claim("image-login-push")
    @Test
    void logging_in_and_pushing_is_not_tried(Lab lab) {
        throw lab.notChecked(
                "pushing to Docker Hub takes an account there, which a test may not have, and leaves an image;"
                        + " the cluster gets its images without a registry");
    }

    @Claim("image-tag-commands")
    @Test
    void tagging_fails_for_a_name_that_was_never_built(Lab lab) {
        DockerCommand built = lab.docker(
                "build",
                "--quiet",
                "--tag",
                OURS + "my-app:v0.3.0",
                "--build-arg=VERSION=v0.3.0",
                "--build-arg=BASE=" + KubernetesTutorial.OLD_IMAGE,
                "app-image");
        assertThat(built.exitCode()).as("exit code of %s", built).isZero();

        DockerCommand tagged = lab.docker("tag", OURS + "imagen:v0.3.0", OURS + "andr35/imagen:v0.3.0");
        DockerCommand corrected = lab.docker("tag", OURS + "my-app:v0.3.0", OURS + "andr35/imagen:v0.3.0");
        lab.docker("rmi", "--no-prune", OURS + "my-app:v0.3.0", OURS + "andr35/imagen:v0.3.0");

        assertThat(tagged.exitCode()).as("exit code of %s", tagged).isNotZero();
        assertThat(tagged.output()).contains("No such image: " + OURS + "imagen:v0.3.0");
        assertThat(corrected.exitCode()).as("exit code of %s", corrected).isZero();
    }
}

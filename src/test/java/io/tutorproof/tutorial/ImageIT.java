package io.tutorproof.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.image.DockerCommand;
import io.tutorproof.junit.Claim;
import io.tutorproof.junit.Lab;
import io.tutorproof.junit.SharedNamespace;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The passage, amid that on ReplicaSets, in which the reader builds a new image. */
@SharedNamespace
class ImageIT {
    /** In front of the tutorial's names, so that no image of the user's is meant. */
    private static final String OURS = "tutorproof-claim/";

    @Claim("image-login-push")
    @Order(Integer.MAX_VALUE) // what is not tried hands its namespace on to no other
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

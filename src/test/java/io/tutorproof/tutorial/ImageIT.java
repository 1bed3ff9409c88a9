package io.tutorproof.tutorial;

import io.tutorproof.junit.Claim;
import io.tutorproof.kubectl.Output;
import io.tutorproof.scenario.Given;
import io.tutorproof.scenario.Reader;
import io.tutorproof.scenario.Then;

/**
 * The passage, amid that on ReplicaSets, in which the reader builds a new image. {@code tutorproof-claim/} stands in front of
 * the tutorial's names, so that no image of the user's is meant.
 */
class ImageIT {
    @Claim("image-login-push")
    void logging_in_and_pushing_is_not_tried(Given given) {
        throw given.notChecked(
                "pushing to Docker Hub takes an account there, which a test may not have, and leaves an image;"
                        + " the cluster gets its images without a registry");
    }

    @Claim("image-tag-commands")
    void tagging_fails_for_a_name_that_was_never_built(Given given, Reader reader, Then then) {
        given.afterwards(
                "docker images --quiet 'tutorproof-claim/*' | sort -u | xargs -r docker rmi --force --no-prune");
        reader.types("docker build --quiet --tag tutorproof-claim/my-app:v0.3.0 --build-arg=VERSION=v0.3.0"
                + " --build-arg=BASE=andr35/imagen:v0.2.0 app-image");

        Output tagged = reader.types("docker tag tutorproof-claim/imagen:v0.3.0 tutorproof-claim/andr35/imagen:v0.3.0");
        then.printed(tagged).fails("No such image: tutorproof-claim/imagen:v0.3.0");

        Output corrected =
                reader.types("docker tag tutorproof-claim/my-app:v0.3.0 tutorproof-claim/andr35/imagen:v0.3.0");
        then.printed(corrected).succeeds();
    }
}

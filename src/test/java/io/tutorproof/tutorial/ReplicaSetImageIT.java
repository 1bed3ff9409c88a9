package io.tutorproof.tutorial;

import static io.tutorproof.observe.Observed.pods;
import static io.tutorproof.observe.Observed.replicaSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Claim;
import io.tutorproof.observe.HttpAnswer;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.scenario.Browser;
import io.tutorproof.scenario.Given;
import io.tutorproof.scenario.Reader;
import io.tutorproof.scenario.Then;
import java.util.List;
import java.util.stream.Collectors;

/** The section on ReplicaSets: what becomes of a new image. */
class ReplicaSetImageIT {
    @Claim("rs-first-apply-says")
    void the_first_apply_says_created(Given given, Reader reader, Then then) {
        then.printed(reader.types("kubectl apply -f deploy-04/replicaSet-mi-app.yaml"))
                .says("replicaset.apps/mi-app created");

        // Only later, and only when it changes something, does kubectl say what the tutorial shows.
        then.printed(reader.types("kubectl apply -f deploy-04/replicaSet-mi-app-v0.3.0.yaml"))
                .says("replicaset.apps/mi-app configured");
    }

    @Claim("rs-apply-image-says-configured")
    void applying_a_new_image_says_configured(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-04/replicaSet-mi-app.yaml");
        given.that(pods("app=mi-app").areReady(3));

        then.printed(reader.types("kubectl apply -f deploy-04/replicaSet-mi-app-v0.3.0.yaml"))
                .says("replicaset.apps/mi-app configured");
    }

    @Claim("rs-keeps-old-image")
    void applying_a_new_image_leaves_the_running_pods_as_they_are(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-04/replicaSet-mi-app.yaml");
        List<Snapshot.Pod> old = given.that(pods("app=mi-app").areReady(3, "andr35/imagen:v0.2.0"));

        reader.types("kubectl apply -f deploy-04/replicaSet-mi-app-v0.3.0.yaml");

        then.consistently(pods("app=mi-app").are(old));
    }

    @Claim("rs-new-image-on-replace")
    void only_the_pod_that_replaces_a_deleted_one_has_the_new_image(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-04/replicaSet-mi-app.yaml");
        List<Snapshot.Pod> old = given.that(pods("app=mi-app").areReady(3, "andr35/imagen:v0.2.0"));
        reader.types("kubectl apply -f deploy-04/replicaSet-mi-app-v0.3.0.yaml");
        given.that(pods("app=mi-app").areReady(3));

        reader.types("kubectl delete pod " + old.get(0).name() + " --wait=false");

        List<Snapshot.Pod> now =
                then.eventually(pods("app=mi-app").areReadyWithout(3, old.get(0).uid()));
        then.that("one on the new image, and two of the old pods", now, three -> {
            assertThat(three)
                    .extracting(Snapshot.Pod::image)
                    .containsExactlyInAnyOrder("andr35/imagen:v0.2.0", "andr35/imagen:v0.2.0", "andr35/imagen:v0.3.0");
            assertThat(three)
                    .filteredOn(pod -> pod.image().equals("andr35/imagen:v0.2.0"))
                    .extracting(Snapshot.Pod::uid)
                    .isSubsetOf(old.stream().map(Snapshot.Pod::uid).toList());
        });
        then.consistently(pods("app=mi-app").are(now));
        String names = now.stream().map(Snapshot.Pod::name).collect(Collectors.joining(" "));
        then.printed(reader.types("kubectl describe pod " + names))
                .is(
                        "three images",
                        output -> assertThat(output.stdout().lines().map(String::strip))
                                .filteredOn(line -> line.startsWith("Image:"))
                                .hasSize(3));
    }

    @Claim("image-shows-node")
    void the_new_version_names_the_pod_and_no_version_the_node(Given given, Reader reader, Browser browser, Then then) {
        reader.types("kubectl apply -f deploy-04/replicaSet-mi-app.yaml");
        List<Snapshot.Pod> old = given.that(pods("app=mi-app").areReady(3));
        HttpAnswer before = given.that(browser.pod(old.get(0).name()));
        reader.types("kubectl apply -f deploy-04/replicaSet-mi-app-v0.3.0.yaml");
        given.that(replicaSet("mi-app").hasSeenItsSpec());

        reader.types("kubectl delete pod " + old.get(0).name() + " --wait=false");

        Snapshot.Pod fresh = given
                .that(pods("app=mi-app").areReadyWithout(3, old.get(0).uid()))
                .stream()
                .filter(pod -> old.stream().noneMatch(known -> known.uid().equals(pod.uid())))
                .findFirst()
                .orElseThrow();
        HttpAnswer after = given.that(browser.pod(fresh.name()));
        then.that(
                "the page of v0.2.0, from a pod that was there before",
                before.body(),
                page -> assertThat(page).matches(AppPage.of("v0.2.0"), "the page of v0.2.0"));
        then.that(
                "the page of v0.3.0, without the node's name",
                after.body(),
                page -> assertThat(page)
                        .as("a page without the node's name, which is %s", fresh.node())
                        .matches(AppPage.of("v0.3.0"), "the page of v0.3.0")
                        .doesNotContain(fresh.node()));
        then.that(
                "the pod's name as host name",
                after.body(),
                page -> assertThat(page).contains(fresh.name()));
    }
}

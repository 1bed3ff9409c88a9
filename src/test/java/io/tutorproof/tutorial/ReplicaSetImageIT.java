package io.tutorproof.tutorial;

import static io.tutorproof.observe.Controlled.exists;
import static io.tutorproof.observe.Controlled.replicaSetObserved;
import static io.tutorproof.tutorial.KubernetesTutorial.NEW_IMAGE;
import static io.tutorproof.tutorial.KubernetesTutorial.OLD_IMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Claim;
import io.tutorproof.junit.Lab;
import io.tutorproof.junit.SharedNamespace;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.History;
import io.tutorproof.observe.HttpAnswer;
import io.tutorproof.observe.Pods;
import io.tutorproof.observe.PodsOverTime;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.observe.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The section on ReplicaSets: what becomes of a new image. One is made and then given it; the claim that replaces pods
 * comes last.
 */
@SharedNamespace
@Order(2)
class ReplicaSetImageIT {
    private static final String PODS = "app=mi-app";
    private static final String MANIFEST = "deploy-04/replicaSet-mi-app.yaml";
    private static final String NEW_MANIFEST = "deploy-04/replicaSet-mi-app-v0.3.0.yaml";

    /** What kubectl printed when the ReplicaSet was first applied. */
    private static Output make(Lab lab) {
        return lab.once(Output.class, () -> lab.kubectl().run("apply", "-f", MANIFEST));
    }

    /**
     * The ReplicaSet has got a new image.
     *
     * @param old its pods before that
     * @param before the place in the history
     * @param generation the ReplicaSet's before it
     */
    private record NewImage(List<Snapshot.Pod> old, History.Mark before, long generation, Output printed) {}

    private static NewImage newImage(Lab lab) {
        return lab.once(NewImage.class, () -> {
            make(lab);
            List<Snapshot.Pod> old =
                    Pods.labelled(PODS).in(lab.given(Pods.labelled(PODS).staying(3, OLD_IMAGE)));
            return new NewImage(
                    old,
                    lab.mark(),
                    lab.generation(Snapshot.ReplicaSet.class, "mi-app"),
                    lab.kubectl().run("apply", "-f", NEW_MANIFEST));
        });
    }

    /** What the claims about its pods say first of all. */
    private static NewImage newImageOfAReplicaSet(Lab lab) {
        make(lab);
        lab.eventually(exists(Snapshot.ReplicaSet.class, "mi-app"), Deadlines.CONTROLLER);
        return newImage(lab);
    }

    /** One of the old pods, deleted when the ReplicaSet's controller knew of the new image. */
    private record Deleted(Snapshot.Pod pod) {}

    private static Snapshot.Pod delete(Lab lab) {
        return lab.once(Deleted.class, () -> {
                    NewImage change = newImage(lab);
                    lab.given(replicaSetObserved("mi-app", change.generation()));
                    Snapshot.Pod pod = change.old().get(0);
                    lab.kubectl().succeed("delete", "pod", pod.name(), "--wait=false");
                    return new Deleted(pod);
                })
                .pod();
    }

    @Claim("rs-first-apply-says")
    @Order(1)
    @Test
    void the_first_apply_says_created(Lab lab) {
        Look.says(make(lab), "replicaset.apps/mi-app created");
        // Only then, and only when it changes something, does kubectl say what the tutorial shows.
        Look.says(newImage(lab).printed(), "replicaset.apps/mi-app configured");
    }

    @Claim("rs-apply-image-says-configured")
    @Order(1)
    @Test
    void applying_a_new_image_says_configured(Lab lab) {
        Look.says(newImage(lab).printed(), "replicaset.apps/mi-app configured");
    }

    @Claim("rs-keeps-old-image")
    @Order(2)
    @Test
    void applying_a_new_image_leaves_the_running_pods_as_they_are(Lab lab) {
        NewImage change = newImageOfAReplicaSet(lab);
        lab.given(replicaSetObserved("mi-app", change.generation()));

        PodsOverTime pods = lab.watch(
                        "the pods of mi-app stay as they are", "the ReplicaSet's controller has observed the change")
                .podsSince(change.before(), PODS);
        lab.note("pods since before the change", "3 ready pods, the same, on " + OLD_IMAGE, pods.summary());
        pods.keptTheirIdentity().keptTheirImage(OLD_IMAGE);
        Snapshot.Pod deleted = delete(lab);
        lab.given(Pods.labelled(PODS).readyWithout(3, deleted.uid()));
        lab.given(Pods.labelled(PODS).on(NEW_IMAGE).ready(1));
        lab.controlled("the same watch sees a pod replaced, by one on the new image, once it is deleted");
    }

    @Claim("rs-new-image-on-replace")
    @Order(3)
    @Test
    void only_the_pod_that_replaces_a_deleted_one_has_the_new_image(Lab lab) {
        List<Snapshot.Pod> old = newImageOfAReplicaSet(lab).old();
        Snapshot.Pod deleted = delete(lab);

        State state = lab.eventually(Pods.labelled(PODS).readyWithout(3, deleted.uid()));
        History.Mark replaced = lab.mark();
        List<Snapshot.Pod> now = Pods.labelled(PODS).in(state);
        lab.watch("the other pods stay", "the ReplicaSet's controller has replaced the deleted pod")
                .podsSince(replaced, PODS)
                .keptTheirIdentity();
        lab.controlled("the same watch saw the deleted pod replaced");
        assertThat(now).extracting(Snapshot.Pod::image).containsExactlyInAnyOrder(OLD_IMAGE, OLD_IMAGE, NEW_IMAGE);
        assertThat(now)
                .filteredOn(pod -> pod.image().equals(OLD_IMAGE))
                .extracting(Snapshot.Pod::uid)
                .isSubsetOf(old.stream().map(Snapshot.Pod::uid).toList());
        List<String> describe = new ArrayList<>(List.of("describe", "pod"));
        now.forEach(pod -> describe.add(pod.name()));
        assertThat(lab.kubectl()
                        .run(describe.toArray(String[]::new))
                        .stdout()
                        .lines()
                        .map(String::strip))
                .filteredOn(line -> line.startsWith("Image:"))
                .hasSize(3);
    }

    @Claim("image-shows-node")
    @Order(4)
    @Test
    void the_new_version_names_the_pod_and_no_version_the_node(Lab lab) {
        delete(lab);

        HttpAnswer old = page(lab, 2, OLD_IMAGE);
        HttpAnswer page = page(lab, 1, NEW_IMAGE);

        Snapshot.Pod pod = Pods.labelled(PODS).on(NEW_IMAGE).in(lab.state()).get(0);
        assertThat(old.body()).contains(Look.version("v0.2.0")).doesNotContain("id=\"hostname\"");
        assertThat(page.body())
                .as("a page without the node's name, which is %s", pod.node())
                .contains(Look.version("v0.3.0"))
                .doesNotContain(">" + pod.node() + "<");
        assertThat(Look.shownIn(page.body(), "hostname")).isEqualTo(pod.name());
    }

    /** The page of one of so many pods on an image. */
    private static HttpAnswer page(Lab lab, int count, String image) {
        Pods pods = Pods.labelled(PODS).on(image);
        Snapshot.Pod pod = pods.in(lab.given(pods.ready(count))).get(0);
        return lab.web().overForwardedPort(pod.name());
    }
}

package io.tutorproof.bench.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReplicaSetPlain extends PlainCluster {
    private static final String MANIFEST = "deploy-04/replicaSet-mi-app.yaml";
    private static final String NEW_MANIFEST = "deploy-04/replicaSet-mi-app-v0.3.0.yaml";

    @Test
    @Tag("rs-keeps-count")
    void three_replicas_are_kept() {
        apply(MANIFEST);
        Set<String> three = uidsOf(ready(3));
        throughout(() -> uidsOf(pods()).equals(three));
        assertThat(succeed("get", "pods", "--no-headers").lines())
                .hasSize(3)
                .allMatch(line -> line.contains(" 1/1 ") && line.contains(" Running "));
    }

    @Test
    @Tag("rs-first-apply-says")
    void the_first_apply_says_created() {
        assertThat(apply(MANIFEST)).isEqualTo("replicaset.apps/mi-app created\n");
        assertThat(apply(NEW_MANIFEST)).isEqualTo("replicaset.apps/mi-app configured\n");
    }

    @Test
    @Tag("rs-heals")
    void a_deleted_pod_is_replaced() {
        apply(MANIFEST);
        Pod deleted = ready(3).get(0);
        delete(deleted);
        readyWithout(deleted, 3);
    }

    @Test
    @Tag("rs-more-than-nodes")
    void there_may_be_more_replicas_than_nodes() {
        apply("beyond/replicaset-five.yaml");
        apply("beyond/daemonset.yaml");
        ready(6);
    }

    @Test
    @Tag("rs-scale-up")
    void scaling_to_five_gives_five() {
        apply(MANIFEST);
        ready(3);
        assertThat(scale(5)).isEqualTo("replicaset.apps/mi-app scaled\n");
        ready(5);
    }

    @Test
    @Tag("rs-removes-excess")
    void pods_beyond_the_number_are_removed() {
        apply(MANIFEST);
        apply("beyond/loose-pod.yaml");
        ready(4);
        succeed("label", "pod", "suelto", "app=mi-app", "--overwrite");
        ready(3);
        scale(2);
        ready(2);
    }

    @Test
    @Tag("rs-scale-not-declared")
    void the_manifest_still_declares_three() {
        apply(MANIFEST);
        ready(3);
        scale(5);
        ready(5);
        apply(MANIFEST);
        ready(3);
    }

    @Test
    @Tag("rs-scale-to-zero")
    void scaled_to_zero_there_are_no_pods() {
        apply(MANIFEST);
        Set<String> before = uidsOf(ready(3));
        scale(0);
        noPodIsLeft();
        assertThat(succeed("get", "replicaset", "--no-headers")).matches("mi-app +0 +0 +0 .*\\n");
        scale(3);
        assertThat(uidsOf(ready(3))).doesNotContainAnyElementsOf(before);
    }

    @Test
    @Tag("rs-apply-image-says-configured")
    void applying_an_image_says_configured() {
        apply(MANIFEST);
        assertThat(apply(NEW_MANIFEST)).isEqualTo("replicaset.apps/mi-app configured\n");
    }

    @Test
    @Tag("rs-delete-cascades")
    void deleting_the_set_ends_its_pods() {
        apply(MANIFEST);
        ready(3);
        assertThat(succeed("delete", "replicaSet", "mi-app")).startsWith("replicaset.apps \"mi-app\" deleted");
        noPodIsLeft();
    }

    @Test
    @Tag("rs-keeps-old-image")
    void a_new_image_leaves_the_running_pods() {
        apply(MANIFEST);
        Set<String> before = uidsOf(ready(3));
        applyNewImage();
        throughout(
                () -> uidsOf(pods()).equals(before) && imagesOf(pods()).stream().allMatch(OLD_IMAGE::equals));
        succeed("delete", "pod", "--selector", "app=mi-app", "--wait=false");
        readyOn(NEW_IMAGE, 3);
    }

    @Test
    @Tag("rs-new-image-on-replace")
    void the_pod_that_replaces_has_the_new_image() {
        apply(MANIFEST);
        Pod deleted = ready(3).get(0);
        applyNewImage();
        delete(deleted);
        List<Pod> now = readyWithout(deleted, 3);
        assertThat(imagesOf(now)).containsExactlyInAnyOrder(OLD_IMAGE, OLD_IMAGE, NEW_IMAGE);
        throughout(() -> uidsOf(staying()).equals(uidsOf(now)));
    }

    private void applyNewImage() {
        assertThat(apply(NEW_MANIFEST)).isEqualTo("replicaset.apps/mi-app configured\n");
        eventually(() -> {
            var set = client().apps()
                    .replicaSets()
                    .inNamespace(namespace())
                    .withName("mi-app")
                    .require();
            return set.getMetadata().getGeneration().equals(set.getStatus().getObservedGeneration());
        });
    }

    private String scale(int replicas) {
        return succeed("scale", "--replicas=" + replicas, "replicaset/mi-app");
    }
}

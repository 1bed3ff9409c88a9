package io.tutorproof.tutorial;

import static io.tutorproof.observe.Controlled.rolledOut;
import static io.tutorproof.tutorial.KubernetesTutorial.NEW_IMAGE;
import static io.tutorproof.tutorial.KubernetesTutorial.OLD_IMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Claim;
import io.tutorproof.junit.Lab;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Pods;
import io.tutorproof.observe.PodsOverTime;
import io.tutorproof.observe.Snapshot;
import org.junit.jupiter.api.Test;

/** The section on Deployments. */
class DeploymentIT {
    private static final String PODS = "app=mi-deploy";

    @Claim("deploy-rolls-one-by-one")
    @Test
    void an_update_replaces_the_pods_one_at_a_time(Lab lab) {
        threeOldPods(lab);
        History.Mark before = lab.mark();

        long generation = lab.generation(Snapshot.Deployment.class, "mi-deploy");
        update(lab);

        lab.given(rolledOut("mi-deploy", generation));
        lab.given(Pods.labelled(PODS).staying(3, NEW_IMAGE));
        PodsOverTime rollout = lab.history().podsSince(before, PODS);
        lab.note("the rollout", "at every moment at least 3 ready and at most 4 not terminating", rollout.summary());
        rollout.neverFewerReadyThan(3).neverMoreThan(4).wereReplacedOnceOthersWereReady();
    }

    @Claim("deploy-all-new-image")
    @Test
    void at_the_end_every_pod_has_the_new_image(Lab lab) {
        threeOldPods(lab);

        long generation = lab.generation(Snapshot.Deployment.class, "mi-deploy");
        update(lab);

        lab.eventually(rolledOut("mi-deploy", generation), Deadlines.ROLLOUT);
        lab.eventually(Pods.labelled(PODS).staying(3, NEW_IMAGE), Deadlines.ROLLOUT);
        lab.kubectl().run("get", "pods,rs,deploy", "-o", "wide");
    }

    private static void threeOldPods(Lab lab) {
        lab.kubectl().apply("deploy-05/mi-deploy.yaml");
        lab.given(rolledOut("mi-deploy", 0));
        lab.given(Pods.labelled(PODS).staying(3, OLD_IMAGE));
    }

    private static void update(Lab lab) {
        Output applied = lab.kubectl().apply("deploy-05/mi-deploy-v0.3.0.yaml");
        assertThat(applied.stdout()).isEqualTo("deployment.apps/mi-deploy configured\n");
    }
}

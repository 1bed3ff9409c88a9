package io.tutorproof.tutorial;

import static io.tutorproof.observe.Controlled.endpointsFollow;
import static io.tutorproof.observe.Controlled.progressOf;
import static io.tutorproof.observe.Controlled.rolledOut;
import static io.tutorproof.tutorial.KubernetesTutorial.NEW_IMAGE;
import static io.tutorproof.tutorial.KubernetesTutorial.OLD_IMAGE;
import static io.tutorproof.tutorial.KubernetesTutorial.REQUESTS_PORT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Claim;
import io.tutorproof.junit.Lab;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Pods;
import io.tutorproof.observe.PodsOverTime;
import io.tutorproof.observe.Requests;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.observe.State;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The section on Deployments: what decides how an update goes. */
@Execution(ExecutionMode.CONCURRENT)
@Order(3)
class RolloutIT {
    private static final String PODS = "app=mi-deploy";
    private static final String MANIFEST = "deploy-05/mi-deploy.yaml";

    /** What the file of that name is in the tutorial's own repository. */
    private static final String FILE_IN_ITS_REPOSITORY = "deploy-05/mi-deploy-v0.3.0.yaml";

    @Claim("deploy-failed-requests")
    @Order(1)
    @Test
    @ResourceLock("node port 30002")
    void an_update_costs_no_request_once_pods_are_probed_and_stop_gently(Lab lab) {
        lab.kubectl().apply("beyond/deploy-nodeport.yaml");
        Requests plain = askedThroughoutAnUpdate(lab, MANIFEST);
        lab.note("requests during an update of the tutorial's manifest", plain);
        lab.kubectl().succeed("delete", "deployment", "mi-deploy");
        lab.given(Pods.labelled(PODS).noneStaying());

        Requests gentle = askedThroughoutAnUpdate(lab, "beyond/deploy-gentle.yaml");

        lab.note("requests during an update with readiness probe and gentle stop", gentle);
        assertThat(gentle.failures()).isEmpty();
        assertThat(gentle.count()).as("requests").isGreaterThan(100);
    }

    private static Requests askedThroughoutAnUpdate(Lab lab, String manifest) {
        begin(lab, manifest);
        lab.web().givenShown(REQUESTS_PORT, Look.version("v0.2.0"));
        long generation = lab.generation(Snapshot.Deployment.class, "mi-deploy");
        try (Requests requests = lab.web().throughout(REQUESTS_PORT)) {
            setImage(lab, NEW_IMAGE);
            lab.given(rolledOut("mi-deploy", generation));
            lab.given(Pods.labelled(PODS).on(OLD_IMAGE).noneReady());
            return requests;
        }
    }

    @Claim("deploy-file-has-old-image")
    @Test
    void the_file_in_the_repository_has_the_new_image_and_the_update_changes_nothing(Lab lab) {
        lab.kubectl().apply(FILE_IN_ITS_REPOSITORY);
        lab.given(rolledOut("mi-deploy", 0));

        State state = lab.given(Pods.labelled(PODS).ready(3));
        assertThat(Pods.labelled(PODS).in(state))
                .extracting(Snapshot.Pod::image)
                .containsOnly(NEW_IMAGE);
        History.Mark before = lab.mark();
        long generation = lab.generation(Snapshot.Deployment.class, "mi-deploy");
        Look.applySays(lab, FILE_IN_ITS_REPOSITORY, "deployment.apps/mi-deploy unchanged");
        PodsOverTime pods = lab.watch(
                        "the update replaces no pod", "the Deployment's generation, observed, is the same")
                .podsSince(before, PODS);
        assertThat(lab.generation(Snapshot.Deployment.class, "mi-deploy")).isEqualTo(generation);
        lab.note("pods since the file was applied again", "3 ready pods, the same", pods.summary());
        pods.keptTheirIdentity().neverFewerReadyThan(3);
        setImage(lab, OLD_IMAGE);
        lab.given(rolledOut("mi-deploy", generation));
        lab.given(Pods.labelled(PODS).staying(3, OLD_IMAGE));
        lab.controlled("another image does replace the pods");
    }

    @Claim("deploy-recreate")
    @Test
    void with_recreate_all_old_pods_go_before_the_first_new_one_comes(Lab lab) {
        begin(lab, "beyond/deploy-recreate.yaml");

        PodsOverTime rollout = rollout(
                lab,
                "with Recreate",
                "every old pod gone before the first new one",
                NEW_IMAGE,
                () -> setImage(lab, NEW_IMAGE));

        rollout.wereGoneBeforeTheFirstNew();
    }

    @Claim("deploy-surge-unavailable")
    @Test
    void how_many_pods_come_and_go_at_once_can_be_set(Lab lab) {
        begin(lab, "beyond/deploy-no-surge.yaml");

        PodsOverTime noSurge = rollout(
                lab,
                "without surge",
                "at every moment at least 2 ready, and at most 3 wanted",
                NEW_IMAGE,
                () -> setImage(lab, NEW_IMAGE));

        noSurge.neverFewerReadyThan(2).wantedUpTo(3);
        assertThat(noSurge.leastReady())
                .as("ready pods at the least, with none above")
                .isEqualTo(2);

        // The manifest has other numbers and, after the update before, another image: to apply it is the next update.
        PodsOverTime surge = rollout(
                lab,
                "with surge",
                "at every moment at least 3 ready, and at most 5 wanted",
                OLD_IMAGE,
                () -> lab.kubectl().apply("beyond/deploy-surge.yaml"));

        surge.neverFewerReadyThan(3).wantedUpTo(5).wereReplacedOnceOthersWereReady();
    }

    private static void begin(Lab lab, String manifest) {
        lab.kubectl().apply(manifest);
        lab.given(rolledOut("mi-deploy", 0));
        lab.given(Pods.labelled(PODS).staying(3, OLD_IMAGE));
    }

    /** The history of an update to an image. */
    private static PodsOverTime rollout(Lab lab, String how, String wanted, String image, Runnable update) {
        History.Mark before = lab.mark();
        long generation = lab.generation(Snapshot.Deployment.class, "mi-deploy");

        update.run();

        lab.given(rolledOut("mi-deploy", generation));
        lab.given(Pods.labelled(PODS).staying(3, image));
        PodsOverTime rollout = lab.history().podsSince(before, PODS);
        lab.note("the rollout " + how, wanted, rollout.summary());
        return rollout;
    }

    private static void setImage(Lab lab, String image) {
        lab.kubectl().succeed("set", "image", "deployment/mi-deploy", "imagen=" + image);
    }

    @Claim("deploy-deadlines")
    @Test
    void a_rollout_that_makes_no_progress_in_time_is_reported_and_the_old_pods_stay(Lab lab) {
        begin(lab, "beyond/deploy-deadline.yaml");
        History.Mark before = lab.mark();

        setImage(lab, "andr35/imagen:no-existe");

        lab.eventually(progressOf("mi-deploy", "ProgressDeadlineExceeded"), Deadlines.ROLLOUT);
        Output status = lab.kubectl().run("rollout", "status", "deployment/mi-deploy");
        assertThat(status.exitCode()).as("exit code of %s", status).isNotZero();
        assertThat(status.stderr()).contains("exceeded its progress deadline");
        PodsOverTime pods = lab.history().podsSince(before, PODS);
        lab.note("the pods meanwhile", "3 old ones ready at every moment", pods.summary());
        pods.neverFewerReadyThan(3).neverMoreThan(4);
        setImage(lab, NEW_IMAGE);
        lab.given(Pods.labelled(PODS).staying(3, NEW_IMAGE));
        lab.controlled("with an image that is there the same rollout comes to its end");
    }

    @Claim("probe-readiness")
    @Test
    void a_pod_that_is_not_ready_gets_no_requests_and_holds_the_rollout(Lab lab) {
        lab.kubectl().apply("beyond/probe-ready.yaml", "deploy-05/mi-deploy-svc.yaml");
        lab.given(rolledOut("mi-deploy", 0));
        lab.given(endpointsFollow("mi-deploy-svc", PODS, 3, 80));
        History.Mark before = lab.mark();
        Set<String> old = uids(lab.state());

        lab.kubectl().apply("beyond/probe-never-ready.yaml");

        lab.eventually(Pods.labelled(PODS).count(4));
        Snapshot.Pod fresh = Pods.labelled(PODS).in(lab.state()).stream()
                .filter(pod -> !old.contains(pod.uid()))
                .findFirst()
                .orElseThrow();
        lab.eventually(Pods.named(fresh.name()).runningUnready());
        History history = lab.watch(
                "the new pod is no endpoint, and no old pod goes", "the new pod's container runs, and its probe fails");
        history.podsSince(before, PODS)
                .neverReady(fresh.uid())
                .neverFewerReadyThan(3)
                .neverMoreThan(4);
        for (State state : history.statesSince(before)) {
            assertThat(state.find(Snapshot.Endpoints.class, "mi-deploy-svc")
                            .orElseThrow()
                            .addresses())
                    .as("endpoints in %s", state)
                    .hasSize(3)
                    .doesNotContain(lab.state().pod(fresh.name()).ip() + ":80");
        }
        lab.kubectl().apply("beyond/probe-ready.yaml");
        setImage(lab, NEW_IMAGE);
        State after = lab.given(Pods.labelled(PODS).staying(3, NEW_IMAGE));
        lab.given(endpointsFollow("mi-deploy-svc", PODS, 3, 80));
        assertThat(Pods.labelled(PODS).in(after)).extracting(Snapshot.Pod::uid).doesNotContainAnyElementsOf(old);
        lab.controlled("with a probe that the app passes the update goes on, to new endpoints");
    }

    private static Set<String> uids(State state) {
        return Pods.labelled(PODS).in(state).stream().map(Snapshot.Pod::uid).collect(Collectors.toSet());
    }

    @Claim("probe-liveness")
    @Test
    void a_container_whose_liveness_probe_fails_is_started_anew(Lab lab) {
        lab.kubectl().apply("beyond/probe-liveness.yaml");

        lab.given(Pods.named("sano").ready());
        lab.eventually(Pods.named("enfermo").restarted(1), Deadlines.RESTART);

        assertThat(lab.state().pod("sano").restarts())
                .as("restarts of the pod that passes its probe")
                .isZero();
        lab.kubectl().run("get", "pods");
    }
}

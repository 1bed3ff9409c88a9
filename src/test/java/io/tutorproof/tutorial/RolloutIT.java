package io.tutorproof.tutorial;

import static io.tutorproof.observe.Observed.deployment;
import static io.tutorproof.observe.Observed.endpoints;
import static io.tutorproof.observe.Observed.pod;
import static io.tutorproof.observe.Observed.pods;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Claim;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Requests;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.scenario.Browser;
import io.tutorproof.scenario.Given;
import io.tutorproof.scenario.Reader;
import io.tutorproof.scenario.Then;
import java.util.List;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The section on Deployments: what decides how an update goes. */
class RolloutIT {
    @Claim("deploy-failed-requests")
    @ResourceLock("node port 30002")
    void an_update_costs_no_request_once_pods_are_probed_and_stop_gently(
            Given given, Reader reader, Browser browser, Then then) {
        reader.types("""
                kubectl apply -f - <<EOF
                apiVersion: v1
                kind: Service
                metadata:
                  name: mi-deploy-nodeport
                spec:
                  type: NodePort
                  selector:
                    app: mi-deploy
                  ports:
                  - port: 80
                    nodePort: 30002
                EOF""");
        reader.types("kubectl apply -f deploy-05/mi-deploy.yaml");
        Requests plain = askedThroughoutAnUpdate(given, reader, browser);
        then.requests("requests during an update of the tutorial's manifest", plain, requests -> {});
        reader.types("kubectl delete deployment mi-deploy");
        given.that(pods("app=mi-deploy").areNoLongerWanted());

        reader.types("kubectl apply -f beyond/deploy-gentle.yaml");
        Requests gentle = askedThroughoutAnUpdate(given, reader, browser);

        then.requests("requests during an update with readiness probe and gentle stop", gentle, requests -> {
            assertThat(requests.failures()).isEmpty();
            assertThat(requests.count()).as("requests").isGreaterThan(100);
        });
    }

    private static Requests askedThroughoutAnUpdate(Given given, Reader reader, Browser browser) {
        given.that(deployment("mi-deploy").isRolledOut());
        given.that(browser.nodePort(30002).shows(AppPage.of("v0.2.0")));
        try (Requests requests = browser.asksThroughout(30002)) {
            reader.types("kubectl set image deployment/mi-deploy imagen=andr35/imagen:v0.3.0");
            given.that(deployment("mi-deploy").isRolledOut(), Deadlines.ROLLOUT);
            given.that(pods("app=mi-deploy").on("andr35/imagen:v0.2.0").areNotReady());
            return requests;
        }
    }

    @Claim("deploy-file-has-old-image")
    void the_file_in_the_repository_has_the_new_image_and_the_update_changes_nothing(
            Given given, Reader reader, Then then) {
        // The file of that name in the tutorial's own repository is what the tutorial's text has as the update.
        reader.types("kubectl apply -f deploy-05/mi-deploy-v0.3.0.yaml");
        long generation = given.that(deployment("mi-deploy").isRolledOut()).generation();
        List<Snapshot.Pod> three = given.that(pods("app=mi-deploy").areReady(3));
        then.that(
                "pods of v0.3.0 at once",
                three,
                all -> assertThat(all).extracting(Snapshot.Pod::image).containsOnly("andr35/imagen:v0.3.0"));

        then.printed(reader.types("kubectl apply -f deploy-05/mi-deploy-v0.3.0.yaml"))
                .says("deployment.apps/mi-deploy unchanged");
        then.consistently(
                pods("app=mi-deploy").are(three), deployment("mi-deploy").isOfGeneration(generation));

        // The same watch sees another image change the Deployment.
        reader.types("kubectl set image deployment/mi-deploy imagen=andr35/imagen:v0.2.0");
        given.that(pods("app=mi-deploy").areReady(3, "andr35/imagen:v0.2.0"));
    }

    @Claim("deploy-recreate")
    void with_recreate_all_old_pods_go_before_the_first_new_one_comes(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f beyond/deploy-recreate.yaml");
        given.that(deployment("mi-deploy").isRolledOut());
        History.Mark before = given.moment();

        reader.types("kubectl set image deployment/mi-deploy imagen=andr35/imagen:v0.3.0");

        given.that(deployment("mi-deploy").isRolledOut(), Deadlines.ROLLOUT);
        given.that(pods("app=mi-deploy").areReady(3, "andr35/imagen:v0.3.0"));
        then.since(before, "app=mi-deploy", pods -> pods.wereGoneBeforeTheFirstNew());
    }

    @Claim("deploy-surge-unavailable")
    void how_many_pods_come_and_go_at_once_can_be_set(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f beyond/deploy-no-surge.yaml");
        given.that(deployment("mi-deploy").isRolledOut());
        History.Mark first = given.moment();

        reader.types("kubectl set image deployment/mi-deploy imagen=andr35/imagen:v0.3.0");

        given.that(deployment("mi-deploy").isRolledOut(), Deadlines.ROLLOUT);
        given.that(pods("app=mi-deploy").areReady(3, "andr35/imagen:v0.3.0"));
        then.since(first, "app=mi-deploy", pods -> {
            pods.neverFewerReadyThan(2).wantedUpTo(3);
            assertThat(pods.leastReady())
                    .as("ready pods at the least, with none above")
                    .isEqualTo(2);
        });
        History.Mark second = given.moment();

        // The manifest has other numbers and, after the update before, another image: to apply it is the next update.
        reader.types("kubectl apply -f beyond/deploy-surge.yaml");

        given.that(deployment("mi-deploy").isRolledOut(), Deadlines.ROLLOUT);
        given.that(pods("app=mi-deploy").areReady(3, "andr35/imagen:v0.2.0"));
        then.since(
                second,
                "app=mi-deploy",
                pods -> pods.neverFewerReadyThan(3).wantedUpTo(5).wereReplacedOnceOthersWereReady());
    }

    @Claim("deploy-deadlines")
    void a_rollout_that_makes_no_progress_in_time_is_reported_and_the_old_pods_stay(
            Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f beyond/deploy-deadline.yaml");
        given.that(deployment("mi-deploy").isRolledOut());
        History.Mark before = given.moment();

        reader.types("kubectl set image deployment/mi-deploy imagen=andr35/imagen:no-existe");

        then.eventually(deployment("mi-deploy").progresses("ProgressDeadlineExceeded"), Deadlines.ROLLOUT);
        then.printed(reader.types("kubectl rollout status deployment/mi-deploy"))
                .fails("exceeded its progress deadline");
        then.since(before, "app=mi-deploy", pods -> pods.neverFewerReadyThan(3).neverMoreThan(4));

        // With an image that is there the same rollout comes to its end.
        reader.types("kubectl set image deployment/mi-deploy imagen=andr35/imagen:v0.3.0");
        given.that(pods("app=mi-deploy").areReady(3, "andr35/imagen:v0.3.0"));
    }

    @Claim("probe-readiness")
    void a_pod_that_is_not_ready_gets_no_requests_and_holds_the_rollout(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f beyond/probe-ready.yaml -f deploy-05/mi-deploy-svc.yaml");
        given.that(deployment("mi-deploy").isRolledOut());
        List<Snapshot.Pod> old = given.that(pods("app=mi-deploy").areReady(3));
        Snapshot.Endpoints three = given.that(endpoints("mi-deploy-svc").follow("app=mi-deploy", 3, 80));
        History.Mark before = given.moment();

        // The same with a probe that the app never passes, since nobody listens at that port.
        reader.types("kubectl patch deployment mi-deploy --patch '"
                + "{\"spec\": {\"template\": {\"spec\": {\"containers\": [{\"name\": \"imagen\","
                + " \"readinessProbe\": {\"tcpSocket\": {\"port\": 81}}}]}}}}'");

        List<Snapshot.Pod> four = given.that(pods("app=mi-deploy").areInAll(4));
        String fresh = four.stream()
                .filter(one -> old.stream().noneMatch(known -> known.uid().equals(one.uid())))
                .findFirst()
                .orElseThrow()
                .name();
        then.eventually(pod(fresh).runsButIsNotReady());
        then.consistently(
                endpoints("mi-deploy-svc").are(three.addresses()), pod(fresh).runsButIsNotReady());
        then.since(before, "app=mi-deploy", pods -> pods.neverFewerReadyThan(3).neverMoreThan(4));

        // With a probe that the app passes the update goes on, to new endpoints.
        reader.types("kubectl apply -f beyond/probe-ready.yaml");
        reader.types("kubectl set image deployment/mi-deploy imagen=andr35/imagen:v0.3.0");
        given.that(pods("app=mi-deploy").areReady(3, "andr35/imagen:v0.3.0"));
        given.that(endpoints("mi-deploy-svc").follow("app=mi-deploy", 3, 80));
    }

    @Claim("probe-liveness")
    void a_container_whose_liveness_probe_fails_is_started_anew(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f beyond/probe-liveness.yaml");
        given.that(pod("sano").isReady());

        then.eventually(pod("enfermo").wasRestarted(1), Deadlines.RESTART);
        then.that(
                "no restart of the pod that passes its probe",
                given.now().pod("sano"),
                sano -> assertThat(sano.restarts()).as("restarts of sano").isZero());
        reader.types("kubectl get pods");
    }
}

package example;

import static io.tutorproof.observe.Observed.allPods;
import static io.tutorproof.observe.Observed.pods;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Claim;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.scenario.Given;
import io.tutorproof.scenario.Probe;
import io.tutorproof.scenario.Reader;
import io.tutorproof.scenario.Then;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

class JobsIT {
    /** Until the next full minute, and what the controller and the pod then take. */
    private static final Duration A_MINUTE = Duration.ofSeconds(60).plus(Deadlines.CONTROLLER);

    @Claim("job-runs-once")
    void a_job_runs_its_pod_to_the_end_once(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f job-once.yaml");

        List<Snapshot.Pod> one = then.eventually(pods("job-name=once").isInPhase("Succeeded"));
        then.eventually(status(given, "once", "succeeded", "1"));
        then.consistently(allPods().are(one));
    }

    @Claim("job-tries-again")
    void a_job_tries_a_failing_pod_as_often_as_its_limit_says(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f job-fails.yaml");

        then.eventually(status(given, "fails", "conditions[?(@.type==\"Failed\")].status", "True"));
        then.that("two pods, and both failed", List.copyOf(given.now().all(Snapshot.Pod.class)), all -> assertThat(all)
                .extracting(Snapshot.Pod::phase)
                .containsExactly("Failed", "Failed"));
        reader.types("kubectl get pods");
    }

    @Claim("cronjob-makes-jobs")
    void a_cron_job_makes_its_first_job_at_the_full_minute(Given given, Reader reader, Then then) {
        Instant created = Instant.now();
        Output printed =
                reader.types("kubectl create cronjob minutes --image=nginx:example --schedule='* * * * *' -- date");

        then.printed(printed).says("cronjob.batch/minutes created");
        then.eventually(allPods().isInPhase("Succeeded"), A_MINUTE);
        then.that("the first pod not before the full minute after " + created, given.firstEvent(), first -> assertThat(
                        first)
                .isAfterOrEqualTo(created.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1))));
    }

    private static Probe<String> status(Given given, String job, String field, String wanted) {
        return Probe.of(
                field + " of job " + job + " is " + wanted,
                Deadlines.RESTART,
                () -> given.look("kubectl get job " + job + " --output=jsonpath='{.status." + field + "}'")
                        .stdout(),
                wanted::equals);
    }
}

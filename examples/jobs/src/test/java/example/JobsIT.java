package example;

import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Claim;
import io.tutorproof.junit.Lab;
import io.tutorproof.observe.Condition;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.Pods;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.observe.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobsIT {
    /** Until the next full minute, and what the controller and the pod then take. */
    private static final Duration A_MINUTE = Duration.ofSeconds(60).plus(Deadlines.CONTROLLER);

    @Claim("job-runs-once")
    @Test
    void a_job_runs_its_pod_to_the_end_once(Lab lab) {
        lab.kubectl().apply("job-once.yaml");
        lab.eventually(Pods.labelled("job-name=once").inPhase("Succeeded"));
        lab.eventually(
                "that the Job says so", Deadlines.CONTROLLER, () -> status(lab, "once", "succeeded"), "1"::equals);

        lab.watch("that no second pod comes", "the Job has counted the first");

        assertThat(lab.state().all(Snapshot.Pod.class)).hasSize(1).allMatch(pod -> pod.restarts() == 0);
    }

    @Claim("job-tries-again")
    @Test
    void a_job_tries_a_failing_pod_as_often_as_its_limit_says(Lab lab) {
        lab.kubectl().apply("job-fails.yaml");
        lab.eventually(
                "that the Job has failed",
                Deadlines.RESTART,
                () -> status(lab, "fails", "conditions[?(@.type==\"Failed\")].status"),
                "True"::equals);

        assertThat(ended(lab.state(), "Failed")).hasSize(2);
        lab.kubectl().run("get", "pods");
    }

    @Claim("cronjob-makes-jobs")
    @Test
    void a_cron_job_makes_its_first_job_at_the_full_minute(Lab lab) {
        Instant created = Instant.now();
        lab.kubectl()
                .succeed(
                        "create", "cronjob", "minutes", "--image=nginx:example", "--schedule=* * * * *", "--", "date");
        lab.eventually(
                new Condition("a pod of the CronJob that has ended", state -> !ended(state, "Succeeded").isEmpty()),
                A_MINUTE);

        Instant first = lab.history().events().get(0).at();
        lab.note("the first pod came", "not before the next full minute after " + created, first);
        assertThat(first).isAfterOrEqualTo(created.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1)));
    }

    private static String status(Lab lab, String job, String field) {
        return lab.kubectl().look("get", "job", job, "--output=jsonpath={.status." + field + "}").stdout();
    }

    private static List<Snapshot.Pod> ended(State state, String phase) {
        return state.all(Snapshot.Pod.class).stream()
                .filter(pod -> pod.phase().equals(phase))
                .toList();
    }
}

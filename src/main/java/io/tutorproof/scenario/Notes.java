package io.tutorproof.scenario;

import io.tutorproof.claim.Evidence;
import io.tutorproof.claim.Phase;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.HttpAnswer;
import io.tutorproof.observe.Requests;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was done and seen for a claim, in the order it was noted. */
final class Notes {
    private final List<Evidence> evidence = new CopyOnWriteArrayList<>();

    List<Evidence> evidence() {
        return List.copyOf(evidence);
    }

    void command(Phase phase, Output output) {
        evidence.add(new Evidence.Command(
                phase, Instant.now(), output.command(), output.exitCode(), output.text(), seconds(output.took())));
    }

    /** What a phase has looked at: pages as such, anything else as a fact. */
    void seen(Phase phase, String what, String wanted, Object seen) {
        if (seen instanceof HttpAnswer answer) {
            evidence.add(new Evidence.Response(phase, Instant.now(), answer.url(), answer.status(), answer.body()));
        } else if (seen instanceof List<?> several && several.stream().allMatch(HttpAnswer.class::isInstance)) {
            several.stream().distinct().forEach(one -> seen(phase, what, wanted, one));
        } else {
            evidence.add(new Evidence.Fact(phase, Instant.now(), what, wanted, String.valueOf(seen)));
        }
    }

    void window(String what, Duration length, String fence) {
        evidence.add(new Evidence.Window(Phase.THEN, Instant.now(), what, seconds(length), fence));
    }

    void control(String what) {
        evidence.add(new Evidence.Control(Phase.THEN, Instant.now(), what));
    }

    void requests(String what, Requests requests) {
        Instant end = Instant.now();
        evidence.add(new Evidence.Requests(
                Phase.THEN,
                end,
                what,
                seconds(Duration.between(requests.begun(), end)),
                requests.count(),
                requests.failures().stream()
                        .map(failed -> new Evidence.Failure(
                                failed.at(), failed.answer().toString()))
                        .toList()));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}

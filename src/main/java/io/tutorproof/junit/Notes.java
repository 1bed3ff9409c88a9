package io.tutorproof.junit;

import io.tutorproof.claim.Evidence;
import io.tutorproof.image.DockerCommand;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.HttpAnswer;
import io.tutorproof.observe.Requests;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** What was done and seen for a claim, in the order it was noted. */
final class Notes {
    private final List<Evidence> evidence = new CopyOnWriteArrayList<>();
    private final Deque<List<Evidence>> copies = new ArrayDeque<>();

    List<Evidence> evidence() {
        return evidence;
    }

    /** Notes what was noted elsewhere, or here before. */
    void add(Evidence noted) {
        copies.forEach(copy -> copy.add(noted));
        if (!evidence.contains(noted)) {
            evidence.add(noted);
        }
    }

    /** What is noted meanwhile is added to the copy too. */
    <T> T copiedTo(List<Evidence> copy, Supplier<T> act) {
        copies.push(copy);
        try {
            return act.get();
        } finally {
            copies.pop();
        }
    }

    void command(Output output) {
        add(new Evidence.Command(
                Instant.now(), output.command(), output.exitCode(), output.text(), seconds(output.took())));
    }

    void command(DockerCommand command) {
        add(new Evidence.Command(
                Instant.now(), command.line(), command.exitCode(), command.output(), seconds(command.took())));
    }

    void response(HttpAnswer answer) {
        add(new Evidence.Response(Instant.now(), answer.url(), answer.status(), answer.body()));
    }

    void fact(String what, Object wanted, Object seen) {
        add(new Evidence.Fact(Instant.now(), what, wanted.toString(), seen.toString()));
    }

    /** A window in which something did not happen; the fence says why it would have been seen. */
    void window(String what, Duration length, String fence) {
        add(new Evidence.Window(Instant.now(), what, seconds(length), fence));
    }

    /** Something that the same watcher does notice. */
    void control(String what) {
        add(new Evidence.Control(Instant.now(), what));
    }

    void requests(String what, Requests requests) {
        Instant end = Instant.now();
        add(new Evidence.Requests(
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

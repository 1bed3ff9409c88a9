package io.tutorproof.scenario;

import io.tutorproof.claim.Phase;
import io.tutorproof.kubectl.Output;
import io.tutorproof.kubectl.Running;
import io.tutorproof.observe.CannotCome;
import io.tutorproof.observe.Condition;
import io.tutorproof.observe.DeadlineExceeded;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.Hindered;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Obstacle;
import io.tutorproof.observe.PodsOverTime;
import io.tutorproof.observe.Poll;
import io.tutorproof.observe.Requests;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.observe.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the claim says. Only what is not so here refutes it: an assertion that fails, or something that does not come. All
 * that is judged is kept as evidence.
 */
public final class Then {
    private static final Pattern NODE_PORT_TAKEN =
            Pattern.compile("Invalid value: (\\d+): provided port is already allocated");

    private final Scenario scenario;

    Then(Scenario scenario) {
        this.scenario = scenario;
    }

    /** It comes to be so; returns what it is about. */
    public <T> T eventually(Condition<T> condition) {
        return eventually(condition, Deadlines.PODS_READY);
    }

    /** It comes to be so within this time; returns what it is about. */
    public <T> T eventually(Condition<T> condition, Duration deadline) {
        scenario.settle();
        T seen = refuting(() -> scenario.recorder().await(condition, deadline));
        scenario.notes().seen(Phase.THEN, condition.what(), "within " + deadline.toSeconds() + " s", seen);
        return seen;
    }

    /** It comes to be seen so; returns what was seen. */
    public <T> T eventually(Probe<T> probe) {
        scenario.settle();
        Probe<T> remembered = scenario.controls().remembering(probe);
        T seen = refuting(() -> Poll.until(probe.what(), probe.deadline(), remembered.look(), probe.wanted()));
        scenario.notes()
                .seen(Phase.THEN, probe.what(), "within " + probe.deadline().toSeconds() + " s", seen);
        return seen;
    }

    /** A command that goes on comes to have printed this; returns its lines. */
    public List<String> eventually(Running running, String what, Predicate<List<String>> wanted) {
        eventually(Probe.of(
                what,
                Deadlines.CONTROLLER,
                running::toString,
                seen -> wanted.test(running.lines()) || running.hasEnded()));
        List<String> lines = running.lines();
        if (!wanted.test(lines)) {
            throw new Refutation("wanted " + what + ", and the command ended: " + running, new AssertionError());
        }
        return lines;
    }

    /**
     * It is so at every moment of a window. The window begins when whoever could act is known to have seen all that was done
     * before. That the same watch would have seen it otherwise has to be shown in the same test: somewhere in the recorded
     * history, outside of the window, it must have been otherwise; else the claim is inconclusive.
     */
    public void consistently(Condition<?>... conditions) {
        scenario.settle();
        for (Condition<?> condition : conditions) {
            scenario.fence().subjectOf(condition);
        }
        String fence =
                Stream.of(conditions).map(scenario.fence()::before).distinct().collect(Collectors.joining("; "));
        History.Mark from = scenario.recorder().mark();
        scenario.watchFor(Deadlines.WINDOW);
        History history = scenario.recorder().history();
        for (Condition<?> condition : conditions) {
            refuting(() -> history.requireThroughout(condition, from));
            scenario.notes().window(condition.what(), Deadlines.WINDOW, fence);
            scenario.controls().need(condition);
        }
    }

    /** It is seen so at every look in a window; what is said of the other method is true of this one. */
    public <T> void consistently(Probe<T> probe) {
        scenario.settle();
        String fence = scenario.fence().before(probe.subject());
        Probe<T> remembered = scenario.controls().remembering(probe);
        List<T> seen = scenario.lookFor(Deadlines.WINDOW, remembered);
        refuting(() -> {
            for (T one : seen) {
                if (!probe.wanted().test(one)) {
                    throw new AssertionError(
                            "wanted for " + Deadlines.WINDOW.toSeconds() + " s: " + probe.what() + "; saw " + one);
                }
            }
            return seen;
        });
        scenario.notes().seen(Phase.THEN, probe.what(), "throughout", seen.get(seen.size() - 1));
        scenario.notes().window(probe.what(), Deadlines.WINDOW, fence);
        scenario.controls().need(probe);
    }

    /** What a command printed, to be judged. */
    public Printed printed(Output output) {
        scenario.judges(output);
        return new Printed(this, output);
    }

    /**
     * Something seen is as an assertion has it.
     *
     * @param what the claim about it, in words
     */
    public <T> T that(String what, T seen, Consumer<? super T> assertion) {
        if (seen instanceof Output output) {
            scenario.judges(output);
        }
        scenario.settle();
        if (!(seen instanceof Output)) {
            scenario.notes().seen(Phase.THEN, what, "", seen);
        }
        refuting(() -> {
            try {
                assertion.accept(seen);
                return seen;
            } catch (AssertionError e) {
                Optional<String> obstacle = obstacleIn(seen, scenario.recorder().state());
                if (obstacle.isPresent()) {
                    throw new Hindered(obstacle.get(), e);
                }
                throw e;
            }
        });
        return seen;
    }

    /**
     * A command that could not do its work says nothing of the claim; one that asks for a node port which another service of the
     * same claim has could never do it.
     */
    static Optional<String> obstacleIn(@Nullable Object seen, State around) {
        if (!(seen instanceof Output output) || output.exitCode() == 0) {
            return Optional.empty();
        }
        Matcher taken = NODE_PORT_TAKEN.matcher(output.text());
        boolean isOwn = taken.find()
                && around.all(Snapshot.Service.class).stream()
                        .flatMap(service -> service.ports().stream())
                        .anyMatch(port -> String.valueOf(port.nodePort()).equals(taken.group(1)));
        return isOwn ? Optional.empty() : Obstacle.in(output.text());
    }

    /** The pods with these labels, moment by moment since then, are as the claim has it. */
    public void since(History.Mark moment, String selector, Consumer<PodsOverTime> assertion) {
        scenario.settle();
        PodsOverTime pods = scenario.recorder().history().podsSince(moment, selector);
        scenario.notes().seen(Phase.THEN, "pods of " + selector + ", moment by moment", "", pods.summary());
        refuting(() -> {
            assertion.accept(pods);
            return pods;
        });
    }

    /** It was so at every moment since then. */
    public void since(History.Mark moment, Condition<?> condition) {
        scenario.settle();
        History history = scenario.recorder().history();
        refuting(() -> history.requireThroughout(condition, moment));
        scenario.notes()
                .seen(
                        Phase.THEN,
                        condition.what(),
                        "at every moment",
                        scenario.recorder().state());
    }

    /** Requests that were made for a while are as the claim has it. */
    public void requests(String what, Requests requests, Consumer<Requests> assertion) {
        scenario.notes().requests(what, requests);
        refuting(() -> {
            assertion.accept(requests);
            return requests;
        });
    }

    private static <T> T refuting(Callable<T> judgement) {
        try {
            return judgement.call();
        } catch (AssertionError | DeadlineExceeded | CannotCome e) {
            throw new Refutation(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

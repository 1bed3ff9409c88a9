package io.tutorproof.scenario;

import io.tutorproof.kubectl.Kubectl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How a try of a claim differs from what its test says, so that the claim is false; or that it does not. */
public final class Mutation {
    /** A text of a command, which becomes another one wherever it stands. */
    public record Typed(String replace, String with) {}

    private final List<Typed> typed;
    private final Optional<String> inWindow;
    private final Optional<Duration> startTook;
    private final Set<String> unused = ConcurrentHashMap.newKeySet();

    /**
     * A mutation.
     *
     * @param typed what the reader types otherwise
     * @param inWindow a kubectl command that is run amid the window in which nothing is to happen
     * @param startTook how long the cluster is said to have taken to start
     */
    public Mutation(List<Typed> typed, Optional<String> inWindow, Optional<Duration> startTook) {
        this.typed = List.copyOf(typed);
        this.inWindow = inWindow;
        this.startTook = startTook;
        typed.forEach(one -> unused.add(one.replace()));
        inWindow.ifPresent(unused::add);
        startTook.ifPresent(took -> unused.add(took.toString()));
    }

    /** The reader types what the test says, and no more happens. */
    public static Mutation none() {
        return new Mutation(List.of(), Optional.empty(), Optional.empty());
    }

    String of(String line) {
        String mutated = line;
        for (Typed one : typed) {
            if (mutated.contains(one.replace())) {
                unused.remove(one.replace());
                mutated = mutated.replace(one.replace(), one.with());
            }
        }
        return mutated;
    }

    Duration ofStart(Duration took) {
        startTook.ifPresent(mutated -> unused.remove(mutated.toString()));
        return startTook.orElse(took);
    }

    void inWindow(Kubectl kubectl) {
        inWindow.ifPresent(command -> {
            unused.remove(command);
            kubectl.look(command).requireSuccess();
        });
    }

    /**
     * A mutation that changed nothing would prove nothing.
     *
     * @throws IllegalStateException when a part of it was never used
     */
    void requireUsed() {
        if (!unused.isEmpty()) {
            throw new IllegalStateException("no command of the test has " + unused + ", so that nothing was changed");
        }
    }
}

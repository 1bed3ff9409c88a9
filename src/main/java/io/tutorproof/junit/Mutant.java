package io.tutorproof.junit;

import io.tutorproof.scenario.Mutation;
import io.tutorproof.scenario.Refutation;
import io.tutorproof.scenario.Scenario;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A way to make a claim false around its unchanged test, which then has to refute it.
 *
 * @param what how, in words
 * @param typed what the reader types otherwise: texts of their commands, and what each becomes
 * @param patches changes to manifests
 * @param before commands that are run first, in the claim's namespace
 * @param inWindow a command that is run amid the window in which nothing is to happen
 * @param startTook how long the cluster is said to have taken to start
 * @param named what the message has to name with which the claim is refuted
 */
record Mutant(
        String claim,
        String what,
        Map<String, String> typed,
        List<Patch> patches,
        List<String> before,
        Optional<String> inWindow,
        Optional<Duration> startTook,
        String named) {
    /** A text of a manifest, which becomes another one wherever it stands. */
    record Patch(String file, String replace, String with) {}

    /** A mutant's test came to its end, and did not see that the claim is false, or did not say what is. */
    static final class NotKilled extends RuntimeException {
        private static final long serialVersionUID = 1;

        private NotKilled(String message) {
            super(message);
        }
    }

    Mutation mutation() {
        return new Mutation(
                typed.entrySet().stream()
                        .map(entry -> new Mutation.Typed(entry.getKey(), entry.getValue()))
                        .toList(),
                inWindow,
                startTook);
    }

    /** Whether a refutation's message says what is wrong. */
    boolean isNamedIn(String message) {
        return message.contains(named);
    }

    /**
     * Takes a refutation only for what it is about, and only when all of the mutation was tried.
     *
     * @throws NotKilled when there is none, or its message does not name what is wrong
     * @throws IllegalStateException when a part of the mutation was never used
     */
    void requireKilled(@Nullable Refutation refutation, Scenario scenario) {
        scenario.requireMutated();
        if (refutation == null) {
            throw new NotKilled("the claim was made false (" + what + "), and its test passed");
        }
        if (!isNamedIn(String.valueOf(refutation.getMessage()))) {
            throw new NotKilled("the claim was made false (" + what
                    + "), and refuted with a message that does not name '" + named + "': " + refutation.getMessage());
        }
    }

    /**
     * The manifests as patched, by their path.
     *
     * @param originals the texts of all manifests
     * @throws IllegalStateException when a text to be replaced does not stand there
     */
    Map<String, String> patched(Map<String, String> originals) {
        Map<String, String> patched = new LinkedHashMap<>();
        for (Patch patch : patches) {
            String text = patched.getOrDefault(patch.file(), originals.getOrDefault(patch.file(), ""));
            if (!text.contains(patch.replace())) {
                throw new IllegalStateException("the mutant of " + claim + " ('" + what + "') cannot be made: "
                        + patch.file() + " has no '" + patch.replace() + "'");
            }
            patched.put(patch.file(), text.replace(patch.replace(), patch.with()));
        }
        return patched;
    }
}

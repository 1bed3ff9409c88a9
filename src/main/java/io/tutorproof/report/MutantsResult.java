package io.tutorproof.report;

import io.tutorproof.claim.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What became of claims that were made false: each claim's test has to refute its own.
 *
 * @param tried every mutant, in the tutorial's order
 * @param without why there is no mutant for a claim, by the claim
 */
public record MutantsResult(Instant started, double seconds, List<Mutant> tried, Map<String, String> without) {
    public MutantsResult {
        tried = List.copyOf(tried);
        without = Map.copyOf(without);
    }

    /**
     * A claim that was made false.
     *
     * @param mutant how, in words
     * @param verdict what its test ended with
     * @param message what its test said
     * @param killed whether it was refuted, with a message that names the thing
     */
    public record Mutant(
            String claim, String mutant, Verdict verdict, String message, boolean killed, double seconds) {}

    /** Those that were not noticed, or not for what they are. */
    List<Mutant> survivors() {
        return tried.stream().filter(mutant -> !mutant.killed()).toList();
    }

    /** Those that were. */
    List<Mutant> kills() {
        return tried.stream().filter(Mutant::killed).toList();
    }

    /** Whether there were mutants, and every one was killed. */
    public boolean isGood() {
        return !tried.isEmpty() && survivors().isEmpty();
    }
}

package io.tutorproof.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What became of claims that were made false: each claim's test has to refute its own.
 *
 * @param tried every mutant, in the tutorial's order
 * @param without why there is no mutant for a claim, by the claim
 */
public record MutantsResult(Instant started, double seconds, List<MutantResult> tried, Map<String, String> without) {
    public MutantsResult {
        tried = List.copyOf(tried);
        without = Map.copyOf(without);
    }

    /** Those that met this fate. */
    List<MutantResult> with(MutantResult.Fate fate) {
        return tried.stream().filter(mutant -> mutant.fate() == fate).toList();
    }

    /** How many were tried in a way that proves something. */
    int valid() {
        return tried.size() - with(MutantResult.Fate.INVALID).size();
    }

    /** How many were killed. */
    int killed() {
        return with(MutantResult.Fate.KILLED).size();
    }

    /** Whether there were mutants, and every one was killed. */
    public boolean isGood() {
        return !tried.isEmpty() && killed() == tried.size();
    }
}

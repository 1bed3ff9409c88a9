package io.tutorproof.report;

import io.tutorproof.claim.Verdict;

/**
 * What became of a claim that was made false.
 *
 * @param mutant how, in words
 * @param verdict what its test ended with
 * @param message what its test said
 */
public record MutantResult(String claim, String mutant, Fate fate, Verdict verdict, String message, double seconds) {
    /** What its test made of it. */
    public enum Fate {
        /** The claim was refuted, with a message that names what is wrong. */
        KILLED,
        /** It was not noticed, or not for what it is. */
        SURVIVED,
        /** The test ended before it came to the claim, which proves nothing. */
        INVALID
    }
}

package io.tutorproof.report;

import io.tutorproof.claim.Verdict;

/** How many claims ended with each verdict. */
record Summary(long holds, long caveat, long erratum, long refuted, long inconclusive, long notChecked, long total) {
    static Summary of(RunResult run) {
        return new Summary(
                run.count(Verdict.HOLDS),
                run.count(Verdict.CAVEAT),
                run.count(Verdict.ERRATUM),
                run.count(Verdict.REFUTED),
                run.count(Verdict.INCONCLUSIVE),
                run.count(Verdict.NOT_CHECKED),
                run.claims().size());
    }
}

package io.tutorproof.report;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run found out.
 *
 * @param cluster what it ran on; null when no cluster came up
 * @param claims a result for every claim of the ledger, in its order
 */
public record RunResult(
        Instant started, Duration took, @Nullable ClusterFacts cluster, List<ClaimResult> claims) {
    public RunResult {
        claims = List.copyOf(claims);
    }

    /**
     * What the claims were verified on.
     *
     * @param kubernetes the version the API server reports
     * @param image the nodes' image
     * @param nodes how many nodes there were
     * @param start time until every node took pods
     * @param imageLoad time for saving the images and putting them into every node, without what was waited for the
     *     cluster in between
     */
    public record ClusterFacts(String kubernetes, String image, int nodes, Duration start, Duration imageLoad) {}

    /** How many claims ended with the verdict. */
    public long count(Verdict verdict) {
        return claims.stream().filter(claim -> claim.verdict() == verdict).count();
    }

    /** Whether the run proved something and nothing went wrong. */
    public boolean isGood() {
        return claims.stream().anyMatch(claim -> claim.verdict() != Verdict.NOT_CHECKED)
                && claims.stream().noneMatch(claim -> claim.verdict().failsTheRun());
    }
}

package io.tutorproof.report;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Verdict;
import io.tutorproof.observe.History;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run found out.
 *
 * @param cluster what it ran on; null when no cluster came up
 * @param claims a result for every claim of the ledger, in its order
 * @param histories what was recorded while a claim was tried, by the claim's id
 */
public record RunResult(
        Instant started,
        double seconds,
        @Nullable ClusterFacts cluster,
        List<ClaimResult> claims,
        Map<String, History> histories) {
    public RunResult {
        claims = List.copyOf(claims);
        histories = new TreeMap<>(histories);
    }

    /**
     * What the claims were verified on.
     *
     * @param kubernetes the version the API server reports
     * @param image the nodes' image
     * @param startSeconds time until every node took pods
     * @param imageLoadSeconds time for saving the images and putting them into every node, without what was waited for
     *     the cluster in between
     * @param phases what was done before the first claim
     * @param software what it consists of; null where that could not be asked, and in results of earlier versions
     */
    public record ClusterFacts(
            String kubernetes,
            String image,
            List<NodeFacts> nodes,
            double startSeconds,
            double imageLoadSeconds,
            List<Stage> phases,
            @Nullable SoftwareFacts software) {}

    /**
     * What a cluster consists of, beside Kubernetes' own server.
     *
     * @param origin how it was made, such as {@code k3s}
     * @param kubectl version of the kubectl that the commands were typed to
     * @param runtime name and version of the nodes' container runtime
     * @param ingress classes of Ingresses, each with its controller
     * @param docker version of the Docker engine; empty where no node is a container of this machine's
     * @param cgroup version of the control groups there; empty where that is not known
     */
    public record SoftwareFacts(
            String origin, String kubectl, String runtime, String ingress, String docker, String cgroup) {}

    /** A node, and the addresses at which it can be reached. */
    public record NodeFacts(String name, List<String> addresses) {}

    /** A part of a run. */
    public record Stage(Name name, Instant begun, double seconds) {
        /** Which one. */
        public enum Name {
            /** From the first container until every node took pods. */
            CLUSTER,
            /** Building or pulling the images, and saving them. */
            IMAGES_SAVED,
            /** Putting them into every node. */
            IMAGES_LOADED
        }
    }

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

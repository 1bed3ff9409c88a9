package io.tutorproof.claim;

/**
 * What a claim may depend on.
 *
 * @param kubernetes the API server's version
 * @param kubectl the version of the kubectl that commands are typed to
 */
public record Versions(KubernetesVersion kubernetes, KubernetesVersion kubectl) {
    /** Both the same, as in a cluster that brings its own kubectl. */
    public static Versions of(KubernetesVersion version) {
        return new Versions(version, version);
    }
}

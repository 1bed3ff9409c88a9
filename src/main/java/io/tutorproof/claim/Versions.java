package io.tutorproof.claim;

import java.util.Optional;

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

    /**
     * What to say of a kubectl that Kubernetes does not support with this API server: more than one minor version older or newer
     * (its version skew policy).
     */
    public Optional<String> skew() {
        boolean isSupported =
                kubernetes.major() == kubectl.major() && Math.abs(kubernetes.minor() - kubectl.minor()) <= 1;
        return isSupported
                ? Optional.empty()
                : Optional.of(
                        "kubectl " + kubectl + " is more than one minor version away from Kubernetes " + kubernetes
                                + ", which Kubernetes does not support: what it prints may be otherwise than a reader sees it");
    }
}

package io.tutorproof.claim;

/**
 * What a claim ends with from a version on.
 *
 * @param program whose version it is
 * @param since the first version
 * @param expected what the claim then ends with
 */
public record Change(Program program, KubernetesVersion since, Expectation expected) {
    /** Whose version a claim depends on: that of the server, which does things, or of kubectl, which words them. */
    public enum Program {
        KUBERNETES,
        KUBECTL
    }

    boolean applies(Versions versions) {
        return (program == Program.KUBECTL ? versions.kubectl() : versions.kubernetes()).isSince(since);
    }
}

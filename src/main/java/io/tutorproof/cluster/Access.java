package io.tutorproof.cluster;

import io.tutorproof.shell.Shell;

/**
 * How kubectl reaches a cluster.
 *
 * @param shell where it is run
 * @param kubeconfig the file there that has the way in; it is never written to nor copied
 * @param cluster the name under which that file knows the cluster
 * @param user the name under which it knows who asks
 */
public record Access(Shell shell, String kubeconfig, String cluster, String user) {
    /** The same way, with kubectl run elsewhere or in another manner. */
    public Access by(Shell other) {
        return new Access(other, kubeconfig, cluster, user);
    }
}

package io.tutorproof.cluster;

import com.github.dockerjava.api.DockerClient;
import org.testcontainers.DockerClientFactory;

/** Removes the cluster that was kept: the program behind {@code ./verify --down}. */
public final class RemoveKept {
    private RemoveKept() {}

    /** Ends with exit code 1 and one line on standard error when it cannot be removed. */
    public static void main(String[] arguments) {
        try {
            DockerClient docker = DockerClientFactory.lazyClient();
            boolean isThere = KeptCluster.isThere(docker);
            KeptLock.take();
            new Sweeper(docker).removeKept();
            System.out.println("tutorproof: " + (isThere ? "the cluster is removed" : "no cluster was kept"));
        } catch (RuntimeException e) {
            System.err.println("tutorproof: " + e.getMessage());
            System.exit(2);
        }
    }
}

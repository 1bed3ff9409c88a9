package io.tutorproof.cluster;

import com.github.dockerjava.api.DockerClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A k3s cluster of containers on this machine's Docker engine.
 *
 * <pre>{@code
 * var nothingElse = new CompletableFuture<Void>();
 * try (Cluster cluster = Cluster.start(Settings.load(), Set.of(30100), nothingElse)) {
 *     cluster.server().run("kubectl", "get", "nodes");
 * }
 * }</pre>
 */
public final class Cluster implements AutoCloseable {
    private final List<Node> nodes;
    private final KubernetesClient client;
    private final DockerClient docker;
    private final Duration startTook;
    private final boolean keep;
    private final Runnable removal;

    Cluster(
            List<Node> nodes,
            KubernetesClient client,
            DockerClient docker,
            Duration startTook,
            boolean keep,
            Runnable removal) {
        this.docker = docker;
        this.keep = keep;
        this.nodes = List.copyOf(nodes);
        this.client = client;
        this.startTook = startTook;
        this.removal = removal;
    }

    /**
     * Starts a cluster and waits until every node takes pods.
     *
     * @param publishedPorts ports of every node to publish on loopback
     * @param meanwhile what is done at the same time; when it fails, the start is given up at once
     * @throws ClusterException with the cause and what to do, when it cannot be; nothing is left behind then
     */
    public static Cluster start(Settings settings, Set<Integer> publishedPorts, CompletableFuture<?> meanwhile) {
        return ClusterStart.start(settings, publishedPorts, meanwhile);
    }

    /** The node that runs the control plane. */
    public Node server() {
        return nodes.get(0);
    }

    /** Every node, the server first. */
    public List<Node> nodes() {
        return nodes;
    }

    /** A client made from this cluster's own kubeconfig and nothing else. */
    public KubernetesClient client() {
        return client;
    }

    /** Time from the start call until every node took pods. */
    public Duration startTook() {
        return startTook;
    }

    /** The version the API server reports, such as {@code v1.36.4+k3s1}. */
    public String kubernetesVersion() {
        return client.getKubernetesVersion().getGitVersion();
    }

    /** Why no claim can be judged on this cluster any more; empty while every node runs and is Ready. */
    public Optional<String> trouble() {
        try {
            for (Node node : nodes) {
                if (!Boolean.TRUE.equals(
                        docker.inspectContainerCmd(node.container().getContainerId())
                                .exec()
                                .getState()
                                .getRunning())) {
                    return Optional.of("node " + node + " no longer runs");
                }
            }
            return client.nodes().list().getItems().stream()
                    .filter(node -> !Readiness.isReady(node))
                    .map(node -> "node " + node.getMetadata().getName() + " is not Ready")
                    .findFirst();
        } catch (RuntimeException e) {
            return Optional.of("the cluster does not answer: " + e.getMessage());
        }
    }

    /** Removes the cluster, whatever the settings say: it is of no use. */
    public void discard() {
        client.close();
        removal.run();
    }

    /** Removes the cluster, unless the settings say to keep it. */
    @Override
    public void close() {
        if (keep) {
            client.close();
        } else {
            discard();
        }
    }
}

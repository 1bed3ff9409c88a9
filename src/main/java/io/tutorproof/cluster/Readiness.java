package io.tutorproof.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.WaitResponse;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Waits, by watching, until the cluster can take work: all nodes Ready and untainted, the default account there. */
final class Readiness {
    private final KubernetesClient client;
    private final DockerClient docker;
    private volatile List<io.fabric8.kubernetes.api.model.Node> lastSeen = List.of();

    Readiness(KubernetesClient client, DockerClient docker) {
        this.client = client;
        this.docker = docker;
    }

    /** When what was waited for was there, of {@link System#nanoTime()}. */
    record Seen(long nodes, long account) {}

    /** Waits for all, and gives up at once when a node's container ends. */
    Seen await(List<Node> nodes, Duration left, CompletableFuture<?> meanwhile) {
        CompletableFuture<?> nodesReady = client.nodes().informOnCondition(seen -> {
            lastSeen = List.copyOf(seen);
            return seen.size() >= nodes.size() && seen.stream().allMatch(Readiness::takesPods);
        });
        CompletableFuture<?> account = client.serviceAccounts()
                .inNamespace("default")
                .withName("default")
                .informOnCondition(accounts -> accounts.stream().anyMatch(Objects::nonNull));
        CompletableFuture<Seen> ready = nodesReady
                .thenApply(there -> System.nanoTime())
                .thenCombine(account.thenApply(there -> System.nanoTime()), Seen::new);
        CompletableFuture<Seen> first = new CompletableFuture<>();
        CompletableFuture<?> unused = ready.thenAccept(first::complete);
        ClusterStart.failWith(ready, first);
        ClusterStart.failWith(meanwhile, first);
        nodes.forEach(node -> failWhenEnded(node, first));
        try {
            return first.get(Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ClusterException("not every node was Ready within tutorproof.start.deadline: wanted "
                    + nodes.size() + ", saw " + describe() + "; docker logs of a node may say why:\n"
                    + nodes.get(nodes.size() - 1).lastLines(5));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known
                    ? known
                    : new ClusterException(
                            "the cluster did not get ready: " + rootOf(e).getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while the nodes got ready", e);
        } finally {
            nodesReady.cancel(true);
            account.cancel(true);
        }
    }

    private void failWhenEnded(Node node, CompletableFuture<Seen> first) {
        docker.waitContainerCmd(node.containerId().orElseThrow()).exec(new ResultCallback.Adapter<WaitResponse>() {
            @Override
            public void onNext(WaitResponse response) {
                if (!first.isDone()) {
                    String last = node.lastLines(20);
                    first.completeExceptionally(new ClusterException("node " + node + " ended with exit code "
                            + response.getStatusCode() + hint(last) + "; its last lines:\n" + last));
                }
            }
        });
    }

    /** What Kubernetes' own words for it do not tell: which limit, and whose. */
    private static String hint(String lines) {
        return lines.contains("too many open files")
                ? ", since this machine allows too few inotify instances: run"
                        + " 'sudo sysctl fs.inotify.max_user_instances=512'"
                : "";
    }

    private static Throwable rootOf(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static boolean takesPods(io.fabric8.kubernetes.api.model.Node node) {
        return isReady(node)
                && node.getSpec().getTaints().stream()
                        .noneMatch(taint -> taint.getKey().startsWith("node.kubernetes.io/")
                                || taint.getKey().startsWith("node.cloudprovider.kubernetes.io/"));
    }

    static boolean isReady(io.fabric8.kubernetes.api.model.Node node) {
        for (NodeCondition condition : node.getStatus().getConditions()) {
            if (condition.getType().equals("Ready")) {
                return condition.getStatus().equals("True");
            }
        }
        return false;
    }

    private String describe() {
        return lastSeen.isEmpty()
                ? "none"
                : lastSeen.stream()
                        .map(node -> node.getMetadata().getName() + (isReady(node) ? " Ready" : " NotReady"))
                        .collect(Collectors.joining(", "));
    }
}

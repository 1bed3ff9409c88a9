package io.tutorproof.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.k3s.K3sContainer;

/**
 * A k3s cluster of containers on this machine's Docker engine.
 *
 * <pre>{@code
 * try (Cluster cluster = Cluster.start(Settings.load(), Set.of(30100))) {
 *     cluster.server().run("kubectl", "get", "nodes");
 * }
 * }</pre>
 */
public final class Cluster implements AutoCloseable {
    private final List<Node> nodes;
    private final KubernetesClient client;
    private final Duration startTook;
    private final Runnable removal;

    private Cluster(List<Node> nodes, KubernetesClient client, Duration startTook, Runnable removal) {
        this.nodes = List.copyOf(nodes);
        this.client = client;
        this.startTook = startTook;
        this.removal = removal;
    }

    /**
     * Starts a cluster and waits until every node takes pods.
     *
     * @param publishedPorts ports of every node to publish on loopback
     * @throws ClusterException with the cause and what to do, when it cannot be; nothing is left behind then
     */
    public static Cluster start(Settings settings, Set<Integer> publishedPorts) {
        Engine engine = Engine.connect();
        Owner owner = Owner.thisProcess();
        Sweeper sweeper = new Sweeper(engine.docker());
        sweeper.removeWhatGoneOwnersLeft();
        engine.require(settings.clusterImage());
        Runnable removal = () -> sweeper.removeWhatIsOf(owner);
        Thread onExit = new Thread(removal, "tutorproof-removal");
        if (!settings.keep()) {
            Runtime.getRuntime().addShutdownHook(onExit);
        }
        try {
            NodeContainers containers =
                    new NodeContainers(settings, publishedPorts, engine.hasCgroup1(), owner.labels());
            return start(settings, containers, engine.docker(), settings.keep() ? () -> {} : removal);
        } catch (RuntimeException e) {
            removal.run();
            throw explained(e);
        }
    }

    private static Cluster start(Settings settings, NodeContainers containers, DockerClient docker, Runnable removal) {
        long begun = System.nanoTime();
        K3sContainer server = containers.server();
        server.withStartupTimeout(settings.startDeadline());
        List<GenericContainer<?>> all = new ArrayList<>(List.of(server));
        all.addAll(containers.agents());
        containers.network().getId(); // made on first use, which would be by all of them at once
        CompletableFuture<?> warm = CompletableFuture.runAsync(Cluster::warmUpClient);
        inParallel(all, GenericContainer::start);
        List<Node> nodes = new ArrayList<>();
        all.forEach(container ->
                nodes.add(new Node(container.getContainerInfo().getConfig().getHostName(), container)));
        warm.join();
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(server.getKubeConfigYaml()))
                .build();
        Duration soFar = Duration.ofNanos(System.nanoTime() - begun);
        new Readiness(client, docker).await(nodes, settings.startDeadline().minus(soFar));
        return new Cluster(nodes, client, Duration.ofNanos(System.nanoTime() - begun), removal);
    }

    /** The first client of a JVM loads some thousand classes, which can as well be done while containers start. */
    private static void warmUpClient() {
        try (KubernetesClient unused = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl("https://127.0.0.1:1")
                        .build())
                .build()) {
            unused.nodes();
        }
    }

    private static <T> void inParallel(List<T> items, Consumer<T> action) {
        List<CompletableFuture<Void>> started = items.stream()
                .map(item -> CompletableFuture.runAsync(() -> action.accept(item), command -> {
                    Thread thread = new Thread(command, "tutorproof-start");
                    thread.setDaemon(true);
                    thread.start();
                }))
                .toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(started.toArray(CompletableFuture[]::new));
        for (CompletableFuture<Void> one : started) {
            CompletableFuture<Void> unused = one.whenComplete((result, problem) -> {
                if (problem != null) {
                    all.completeExceptionally(problem); // the others need not be waited for
                }
            });
        }
        all.join();
    }

    private static ClusterException explained(RuntimeException problem) {
        Throwable cause = problem;
        while ((cause instanceof CompletionException
                        || cause instanceof ContainerLaunchException
                        || cause.getClass().getName().endsWith("RetryCountExceededException"))
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ClusterException known) {
            return known;
        }
        String message = String.valueOf(cause.getMessage()).strip();
        if (cause instanceof DockerException
                && message.matches("(?s).*(privileged|capabilit|apply caps|not permitted).*")) {
            return new ClusterException(
                    "Docker does not start privileged containers here, and a Kubernetes node needs"
                            + " to be one: " + message
                            + ". Use an engine that is neither rootless nor remapping users; on Debian"
                            + " airgap/prepare starts one.",
                    problem);
        }
        return new ClusterException("The cluster did not start: " + message, problem);
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

    /** Removes the cluster, unless the settings say to keep it. */
    @Override
    public void close() {
        client.close();
        removal.run();
    }
}

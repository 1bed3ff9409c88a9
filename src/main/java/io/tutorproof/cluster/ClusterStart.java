package io.tutorproof.cluster;

import com.github.dockerjava.api.exception.DockerException;
import io.fabric8.kubernetes.api.model.NodeList;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.tutorproof.owner.Owner;
import io.tutorproof.owner.Scratch;
import io.tutorproof.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.k3s.K3sContainer;

/** Starts a cluster: all its containers at the same time, and what else has to be done meanwhile. */
final class ClusterStart {
    private static final int API = 6443;

    /** In YAML as a real one is, since what reads that is to be loaded too. */
    private static final String NOWHERE = """
            apiVersion: v1
            kind: Config
            current-context: none
            contexts: [{name: none, context: {cluster: none, user: none}}]
            clusters: [{name: none, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: none, user: {token: none}}]
            """;

    private final long begun;
    private final Settings settings;
    private final Set<Integer> publishedPorts;
    private final CompletableFuture<?> meanwhile;
    private final Engine engine;
    private final Sweeper sweeper;

    /**
     * Connects to the engine, and removes what earlier runs left.
     *
     * @param publishedPorts ports of every node to publish on loopback
     * @param meanwhile what is done at the same time; when it fails, the start is given up at once
     * @throws ClusterException when the engine cannot bear a cluster
     */
    ClusterStart(Settings settings, Set<Integer> publishedPorts, CompletableFuture<?> meanwhile) {
        this.begun = System.nanoTime();
        this.settings = settings;
        this.publishedPorts = publishedPorts;
        this.meanwhile = meanwhile;
        onThread(ClusterStart::warmUpClient);
        this.engine = Engine.connect();
        this.sweeper = new Sweeper(engine.docker());
        sweeper.removeWhatGoneOwnersLeft();
        Scratch.removeWhatGoneOwnersLeft();
        engine.require(settings.clusterImage());
    }

    /**
     * A cluster whose nodes all take pods: the one that was kept, or a new one.
     *
     * @throws ClusterException with the cause and what to do, when it cannot be; nothing is left behind then
     */
    Cluster start() {
        return settings.keep() ? keptOrNew() : toBeRemoved();
    }

    private Cluster toBeRemoved() {
        String id = UUID.randomUUID().toString();
        Map<String, String> labels = new HashMap<>(Owner.thisProcess().labels());
        labels.put(Sweeper.CLUSTER, id);
        Removal removal = new Removal(() -> sweeper.removeCluster(id));
        Runtime.getRuntime().addShutdownHook(new Thread(removal, "tutorproof-removal"));
        return start(labels, removal, null, (server, clean) -> removal.run());
    }

    private Cluster keptOrNew() {
        KeptLock.take();
        KeptCluster kept = KeptCluster.of(engine.docker(), settings, publishedPorts);
        Runnable removal = () -> {
            sweeper.removeKept();
            KeptLock.release();
        };
        String note = null;
        if (KeptCluster.isThere(engine.docker())) {
            try {
                return kept.enter(settings, removal);
            } catch (KeptCluster.Unusable e) {
                note = "the one that was kept is replaced: " + e.getMessage();
                sweeper.removeKept();
            }
        }
        return start(kept.labels(Owner.thisProcess()), new Removal(removal), note, KeptCluster::rest);
    }

    private Cluster start(
            Map<String, String> labels, Removal removal, @Nullable String note, BiConsumer<Node, Boolean> ending) {
        try {
            return startNew(
                    new NodeContainers(settings, publishedPorts, engine.hasCgroup1(), labels), removal, note, ending);
        } catch (RuntimeException e) {
            removal.run();
            throw explained(e);
        }
    }

    private Cluster startNew(
            NodeContainers containers, Removal removal, @Nullable String note, BiConsumer<Node, Boolean> ending) {
        K3sContainer server = containers.server();
        server.withStartupTimeout(settings.startDeadline());
        List<GenericContainer<?>> all = new ArrayList<>(List.of(server));
        all.addAll(containers.agents());
        // Made on first use, which would be by all containers at once.
        CompletableFuture<String> network = removal.start(
                () -> CompletableFuture.completedFuture(containers.network().getId()));
        network.join();
        startAll(all, removal);
        PublishedPort.requireReachable(server.getHost(), server.getMappedPort(API));
        Duration api = since(begun);
        List<Node> nodes = new ArrayList<>();
        all.forEach(container ->
                nodes.add(Node.ours(container.getContainerInfo().getConfig().getHostName(), container)));
        Config config = Config.fromKubeconfig(server.getKubeConfigYaml());
        KubernetesClient client = Clients.of(config);
        Readiness.Seen seen = new Readiness(client, engine.docker())
                .await(nodes, settings.startDeadline().minus(since(begun)), meanwhile);
        StartTimes took = new StartTimes(
                api, Duration.ofNanos(seen.nodes() - begun), Duration.ofNanos(seen.account() - begun), since(begun));
        return new Cluster(
                nodes,
                client,
                new Health(Clients.once(config), engine.docker(), nodes),
                new Cluster.Origin(true, took, note),
                removal,
                clean -> ending.accept(nodes.get(0), clean));
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** The first client of a JVM loads some thousand classes, which can as well be done while the engine is asked. */
    static void warmUpClient() {
        try (KubernetesClient client = Clients.of(Config.fromKubeconfig(NOWHERE))) {
            client.nodes();
            client.getKubernetesSerialization().unmarshal("{\"items\": [{\"status\": {}}]}", NodeList.class);
        }
    }

    private void startAll(List<GenericContainer<?>> containers, Removal removal) {
        List<CompletableFuture<Void>> starts = containers.stream()
                .map(container ->
                        removal.start(() -> CompletableFuture.runAsync(container::start, ClusterStart::onThread)))
                .toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new));
        starts.forEach(start -> failWith(start, all));
        failWith(meanwhile, all);
        all.join();
    }

    /** When one thing has failed, the other need not be waited for. */
    static void failWith(CompletableFuture<?> one, CompletableFuture<?> other) {
        CompletableFuture<?> unused = one.whenComplete((result, problem) -> {
            if (problem != null) {
                other.completeExceptionally(problem);
            }
        });
    }

    private static void onThread(Runnable start) {
        Thread thread = new Thread(start, "tutorproof-start");
        thread.setDaemon(true);
        thread.start();
    }

    private static RuntimeException explained(RuntimeException problem) {
        Throwable cause = problem;
        while ((cause instanceof CompletionException
                        || cause instanceof ContainerLaunchException
                        || cause.getClass().getName().endsWith("RetryCountExceededException"))
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof RuntimeException known
                && known.getClass().getName().startsWith("io.tutorproof.")) {
            return known; // ours, or of what was done meanwhile: it says all there is to say
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
}

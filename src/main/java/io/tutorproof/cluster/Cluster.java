package io.tutorproof.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.tutorproof.settings.Settings;
import io.tutorproof.shell.LocalShell;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/**
 * A k3s cluster of containers on this machine's Docker engine, or one that was there already and was named explicitly.
 *
 * <pre>{@code
 * try (Cluster cluster = Cluster.start(Settings.load())) {
 *     cluster.access().shell().run("kubectl", "get", "nodes");
 * }
 * }</pre>
 */
public final class Cluster implements AutoCloseable {
    private final List<Node> nodes;
    private final KubernetesClient client;
    private final Access access;
    private final Health health;
    private final OwnNamespaces namespaces;
    private final Origin origin;
    private final Runnable removal;
    private final Consumer<Boolean> ending;
    private volatile boolean clean = true;

    /**
     * Where it comes from.
     *
     * @param ours whether it was made by a run, for runs alone
     * @param startTook how long its start took; null where it was there already
     * @param note what else there is to say about it
     */
    record Origin(
            boolean ours,
            @Nullable StartTimes startTook,
            @Nullable String note) {}

    /**
     * A cluster of ours.
     *
     * @param removal removes the cluster
     * @param ending what is done when it is no longer used, and told whether all was cleared up: its removal, unless it is to
     *     be kept
     */
    Cluster(
            List<Node> nodes,
            KubernetesClient client,
            Health health,
            Origin origin,
            Runnable removal,
            Consumer<Boolean> ending) {
        this(
                nodes,
                client,
                new Access(nodes.get(0).shell(), "/etc/rancher/k3s/k3s.yaml", "default", "default"),
                health,
                new OwnNamespaces(client),
                origin,
                removal,
                ending);
    }

    Cluster(
            List<Node> nodes,
            KubernetesClient client,
            Access access,
            Health health,
            OwnNamespaces namespaces,
            Origin origin,
            Runnable removal,
            Consumer<Boolean> ending) {
        this.nodes = List.copyOf(nodes);
        this.client = client;
        this.access = access;
        this.health = health;
        this.namespaces = namespaces;
        this.origin = origin;
        this.removal = removal;
        this.ending = ending;
        health.listen(this::giveUp);
    }

    /**
     * Starts a cluster and waits until every node takes pods. Where the settings name a cluster that is there, it is that;
     * where they say to keep it, it is the one that was kept before, if that is as it should be.
     *
     * @param publishedPorts ports of every node to publish on loopback
     * @param meanwhile what is done at the same time; when it fails, the start is given up at once
     * @throws ClusterException with the cause and what to do, when it cannot be; nothing is left behind then
     */
    public static Cluster start(Settings settings, Set<Integer> publishedPorts, CompletableFuture<?> meanwhile) {
        return settings.kubeconfig().isEmpty()
                ? new ClusterStart(settings, publishedPorts, meanwhile).start()
                : ExistingCluster.attach(settings);
    }

    /** Starts a cluster, as the other one does, none of whose ports is reached but the API. */
    public static Cluster start(Settings settings) {
        return start(settings, Set.of(), CompletableFuture.completedFuture(null));
    }

    /** Whether a cluster that was kept is there and may be the one that these settings give. */
    public static boolean mayBeKept(Settings settings) {
        return settings.keep()
                && settings.kubeconfig().isEmpty()
                && KeptCluster.isThere(DockerClientFactory.lazyClient());
    }

    /** The node that runs the control plane, as far as that is a node. */
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

    /** Where kubectl is run, and by which kubeconfig it reaches the cluster. */
    public Access access() {
        return access;
    }

    /** The namespaces of this run. */
    public OwnNamespaces namespaces() {
        return namespaces;
    }

    /** Whether ports of its nodes can be reached from this machine. */
    public boolean reachesNodes() {
        return isOurs() || nodes.stream().anyMatch(Node::answers);
    }

    /** Whether it was made for this run alone. */
    public boolean isOurs() {
        return origin.ours();
    }

    /** Whether it was started by this run. */
    public boolean isNew() {
        return origin.startTook() != null;
    }

    /** How long its start took; none where it was there already. */
    public Optional<StartTimes> startTook() {
        return Optional.ofNullable(origin.startTook());
    }

    /** What there is to say about where it comes from. */
    public Optional<String> note() {
        return Optional.ofNullable(origin.note());
    }

    /** The version the API server reports, such as {@code v1.36.4+k3s1}. */
    public String kubernetesVersion() {
        return client.getKubernetesVersion().getGitVersion();
    }

    /** The version of the kubectl that commands are typed to; the server's where it does not say. */
    public String kubectlVersion() {
        String version = Software.kubectl(this);
        return version.equals(Software.NONE) ? kubernetesVersion() : version;
    }

    /** What it consists of, beside Kubernetes' own server. */
    public Software software() {
        return Software.of(this);
    }

    /**
     * Why what was seen since a time says nothing: a node that no longer ran or was not Ready, an API that did not answer.
     *
     * @param since of {@link System#nanoTime()}
     */
    public Optional<String> troubleSince(long since) {
        return health.troubleSince(since);
    }

    /** Whether something is wrong with it just now, as far as is known. */
    public boolean isTroubled() {
        return health.isTroubled();
    }

    /**
     * Waits for trouble to pass, once.
     *
     * @throws ClusterException when it does not, and at once when it was awaited in vain before
     */
    public void requireHealth() {
        health.await();
    }

    /** Has trouble told to the listener when it is first seen. */
    public void onTrouble(Consumer<String> listener) {
        health.listen(listener);
    }

    /** Tells the listener no more. */
    public void ignore(Consumer<String> listener) {
        health.ignore(listener);
    }

    /** Something that was made in it could not be removed: another run is not to find it. */
    public void leaveUntidy() {
        clean = false;
    }

    private void giveUp(String why) {
        leaveUntidy(); // what is given up may still run when the trouble has passed
        nodes.forEach(node -> node.giveUp(why));
        if (access.shell() instanceof LocalShell local) {
            local.giveUp();
        }
    }

    /** Removes the cluster, or what is ours of it, whatever the settings say: it is of no use. */
    public void discard() {
        health.close();
        nodes.forEach(Node::close);
        removal.run();
        client.close();
    }

    /** Removes the cluster, or what is ours of it, unless the settings say to keep it. */
    @Override
    public void close() {
        health.close();
        nodes.forEach(Node::close);
        ending.accept(clean);
        client.close();
    }
}

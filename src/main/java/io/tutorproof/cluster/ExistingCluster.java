package io.tutorproof.cluster;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.tutorproof.kubeconfig.Entrance;
import io.tutorproof.kubeconfig.Kubeconfig;
import io.tutorproof.owner.Scratch;
import io.tutorproof.settings.Settings;
import io.tutorproof.shell.LocalShell;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerState;

/** A cluster that was there before: it is entered by the kubeconfig that was named, and nothing of it is changed. */
final class ExistingCluster {
    /** By which kind and k3d mark the containers of their nodes. */
    private static final List<String> NODE_LABELS = List.of("io.x-k8s.kind.cluster", "k3d.cluster");

    private ExistingCluster() {}

    static Cluster attach(Settings settings) {
        Entrance entrance = ContextGuard.entrance(settings);
        Config config = entrance.client();
        Scratch.removeWhatGoneOwnersLeft();
        requireLogin(settings, config);
        KubernetesClient client = Clients.of(config);
        try {
            List<Node> nodes = nodes(client);
            OwnNamespaces namespaces = new OwnNamespaces(client);
            namespaces.removeWhatGoneOwnersLeft();
            Runnable removal = namespaces::removeOurs;
            if (!settings.keep()) {
                Runtime.getRuntime().addShutdownHook(new Thread(removal, "tutorproof-removal"));
            }
            Health health = new Health(Clients.once(config), DockerClientFactory.lazyClient(), nodes);
            return new Cluster(
                    nodes,
                    client,
                    access(settings, entrance),
                    health,
                    namespaces,
                    new Cluster.Origin(false, null, null),
                    removal,
                    clean -> {
                        if (!settings.keep()) {
                            removal.run();
                        }
                    });
        } catch (KubernetesClientException e) {
            client.close();
            throw unusable(settings, config, e);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /** Asks once, in a way in which a refusal is an answer: over HTTP/2 a server may go away instead. */
    private static void requireLogin(Settings settings, Config config) {
        try (KubernetesClient client =
                Clients.once(new ConfigBuilder(config).withHttp2Disable(true).build())) {
            client.raw("/api/v1/nodes?limit=1");
        } catch (KubernetesClientException e) {
            throw unusable(settings, config, e);
        }
    }

    private static ClusterException unusable(Settings settings, Config config, KubernetesClientException problem) {
        Throwable cause = problem;
        while (cause.getCause() != null && cause.getCause().getMessage() != null) {
            cause = cause.getCause();
        }
        return new ClusterException(
                "the cluster of context '" + settings.context() + "' (" + config.getMasterUrl() + ") cannot be used: "
                        + cause.getMessage(),
                problem);
    }

    private static Access access(Settings settings, Entrance entrance) {
        return new Access(
                new LocalShell(), Kubeconfig.absolute(settings.kubeconfig()), entrance.cluster(), entrance.user());
    }

    /** The nodes, the control plane first; a claim about every node needs all of them Ready. */
    private static List<Node> nodes(KubernetesClient client) {
        List<io.fabric8.kubernetes.api.model.Node> found = client.nodes().list().getItems();
        for (io.fabric8.kubernetes.api.model.Node node : found) {
            if (!Readiness.isReady(node)) {
                throw new ClusterException("node " + node.getMetadata().getName() + " of the cluster is not Ready");
            }
        }
        List<Node> nodes = found.stream()
                .sorted(Comparator.comparing(ExistingCluster::isWorker))
                .map(ExistingCluster::node)
                .toList();
        if (nodes.isEmpty()) {
            throw new ClusterException("the cluster has no node");
        }
        return nodes;
    }

    private static boolean isWorker(io.fabric8.kubernetes.api.model.Node node) {
        Map<String, String> labels = node.getMetadata().getLabels();
        return !labels.containsKey("node-role.kubernetes.io/control-plane")
                && !labels.containsKey("node-role.kubernetes.io/master");
    }

    private static Node node(io.fabric8.kubernetes.api.model.Node node) {
        String name = node.getMetadata().getName();
        List<String> addresses = node.getStatus().getAddresses().stream()
                .filter(address -> address.getType().equals("InternalIP"))
                .map(NodeAddress::getAddress)
                .toList();
        return Node.existing(name, addresses, container(name, addresses));
    }

    /** The container of this machine's engine that the node certainly is: marked as one, of its name, and at its address. */
    private static @Nullable ContainerState container(String name, List<String> addresses) {
        try {
            InspectContainerResponse found =
                    DockerClientFactory.lazyClient().inspectContainerCmd(name).exec();
            Map<String, String> labels = found.getConfig().getLabels();
            ContainerState container = new FoundContainer(found);
            boolean isNode = labels != null && NODE_LABELS.stream().anyMatch(labels::containsKey);
            return isNode && Node.addressesOf(container).stream().anyMatch(addresses::contains) ? container : null;
        } catch (NotFoundException e) {
            return null;
        }
    }
}

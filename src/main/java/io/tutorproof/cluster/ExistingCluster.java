package io.tutorproof.cluster;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.tutorproof.kubeconfig.Entrance;
import io.tutorproof.kubeconfig.Kubeconfig;
import io.tutorproof.owner.Scratch;
import io.tutorproof.settings.Settings;
import io.tutorproof.shell.Executed;
import io.tutorproof.shell.LocalShell;
import io.tutorproof.shell.ShellException;
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
        requireKubectl(settings, config);
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

    /** What kubectl makes of a kubeconfig counts: where it cannot log in, each of its commands would fail, and say nothing of a claim. */
    private static void requireKubectl(Settings settings, Config config) {
        Executed asked;
        try {
            asked = new LocalShell()
                    .run(
                            Scratch.directory().toString(),
                            Map.of("KUBECONFIG", Kubeconfig.absolute(settings.kubeconfig())),
                            List.of(
                                    "kubectl",
                                    "--context=" + settings.context(),
                                    "--request-timeout=10s",
                                    "get",
                                    "--raw=/version"));
        } catch (ShellException e) {
            throw unusable(settings, config, String.valueOf(e.getMessage()), e);
        }
        if (asked.exitCode() != 0) {
            String why = asked.stderr().strip().replaceAll("\\s*\n\\s*", " ");
            throw unusable(settings, config, "kubectl says: " + why, null);
        }
    }

    private static ClusterException unusable(Settings settings, Config config, KubernetesClientException problem) {
        Throwable cause = problem;
        while (cause.getCause() != null && cause.getCause().getMessage() != null) {
            cause = cause.getCause();
        }
        return unusable(settings, config, String.valueOf(cause.getMessage()), problem);
    }

    private static ClusterException unusable(
            Settings settings, Config config, String why, @Nullable RuntimeException problem) {
        return new ClusterException(
                "the cluster of context '" + settings.context() + "' (" + config.getMasterUrl() + ") cannot be used: "
                        + why,
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

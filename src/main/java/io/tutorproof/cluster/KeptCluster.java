package io.tutorproof.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.tutorproof.owner.Owner;
import io.tutorproof.settings.Settings;
import io.tutorproof.shell.Executed;
import io.tutorproof.shell.ShellException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cluster that a run has left up for the next one. It is used again only when it is of the same settings and healthy, and
 * when the run before it ended by itself: nothing of one run is to be seen in the next.
 */
final class KeptCluster {
    /** On containers and networks that outlive their run; it says who kept them and what they are. */
    static final String LABEL = "io.tutorproof.kept";

    /** In the server, as long as nobody uses the cluster. */
    private static final String AT_REST = "/var/lib/tutorproof-at-rest";

    private static final Pattern PART = Pattern.compile("\\w+=(\\[[^]]*]|\\S*)");

    private final DockerClient docker;
    private final String description;

    private KeptCluster(DockerClient docker, String description) {
        this.docker = docker;
        this.description = description;
    }

    /** The one that would fit these settings. */
    static KeptCluster of(DockerClient docker, Settings settings, Set<Integer> publishedPorts) {
        return new KeptCluster(
                docker,
                keeper() + "nodes=" + settings.nodes() + " image="
                        + docker.inspectImageCmd(settings.clusterImage()).exec().getId() + " ports="
                        + new TreeSet<>(publishedPorts));
    }

    private static String keeper() {
        return "user=" + System.getProperty("user.name", "") + " ";
    }

    /** Whether something is there that this user has kept, whatever it is. */
    static boolean isThere(DockerClient docker) {
        return !containers(docker).isEmpty();
    }

    /** Whether these labels are of what this user has kept. */
    static boolean isKept(Map<String, String> labels) {
        return labels.getOrDefault(LABEL, "").startsWith(keeper())
                && Optional.ofNullable(labels.get(Owner.LABEL))
                        .flatMap(Owner::parse)
                        .filter(Owner::isOfThisMachine)
                        .isPresent();
    }

    /** What marks a new one. */
    Map<String, String> labels(Owner owner) {
        Map<String, String> labels = new HashMap<>(owner.labels());
        labels.put(LABEL, description);
        return labels;
    }

    private static List<Container> containers(DockerClient docker) {
        return docker.listContainersCmd().withShowAll(true).withLabelFilter(List.of(LABEL)).exec().stream()
                .filter(container -> isKept(container.getLabels()))
                .toList();
    }

    /**
     * Enters the one that is there.
     *
     * @param removal removes it
     * @throws Unusable saying why it has to be replaced
     */
    Cluster enter(Settings settings, Runnable removal) throws Unusable {
        try {
            return enterAtRest(settings, removal);
        } catch (ClusterException | ShellException | KubernetesClientException e) {
            throw new Unusable("it cannot be entered: " + e.getMessage());
        }
    }

    private Cluster enterAtRest(Settings settings, Runnable removal) throws Unusable {
        List<Node> nodes = nodes(settings.nodes());
        Node server = nodes.get(0);
        Executed entered = server.shell().run("sh", "-c", "rm " + AT_REST + " && cat /etc/rancher/k3s/k3s.yaml");
        if (entered.exitCode() != 0) {
            throw new Unusable("the run that used it last did not end by itself");
        }
        Config config = Config.fromKubeconfig(entered.stdout()
                .replace("127.0.0.1:6443", "127.0.0.1:" + server.reach(6443).getPort()));
        requireReady(config, settings.nodes());
        KubernetesClient client = Clients.of(config);
        // Going takes them a while; nobody waits for that, since this run gives its own other names.
        new OwnNamespaces(client).removeAll();
        return new Cluster(
                nodes,
                client,
                new Health(Clients.once(config), docker, nodes),
                new Cluster.Origin(true, null, "it was kept"),
                removal,
                clean -> rest(server, clean));
    }

    /** Nobody uses it any more. Where something was left in it, or it is sick, the next run will not find it at rest. */
    static void rest(Node server, boolean clean) {
        try {
            if (clean) {
                server.shell().run("touch", AT_REST);
            }
        } catch (ClusterException | ShellException e) {
            // The result of this run does not depend on it.
        } finally {
            KeptLock.release();
        }
    }

    private List<Node> nodes(int count) throws Unusable {
        List<Container> containers = containers(docker);
        for (Container container : containers) {
            String found = String.valueOf(container.getLabels().get(LABEL));
            if (!found.equals(description)) {
                throw new Unusable("it has " + difference(found, description));
            }
            if (!"running".equals(container.getState())) {
                throw new Unusable("its container " + container.getNames()[0] + " is " + container.getState());
            }
        }
        if (containers.size() != count) {
            throw new Unusable("it has " + containers.size() + " nodes instead of " + count);
        }
        try {
            return containers.stream()
                    .map(container ->
                            docker.inspectContainerCmd(container.getId()).exec())
                    .sorted(Comparator.comparing(KeptCluster::isAgent).thenComparing(KeptCluster::name))
                    .map(info -> Node.ours(name(info), new FoundContainer(info)))
                    .toList();
        } catch (NotFoundException e) {
            throw new Unusable("a node of it has just gone");
        }
    }

    /** What two descriptions do not share, such as {@code nodes=2, not nodes=3}. */
    static String difference(String there, String wanted) {
        return parts(there)
                        .filter(part -> parts(wanted).noneMatch(part::equals))
                        .collect(Collectors.joining(" and "))
                + ", not "
                + parts(wanted)
                        .filter(part -> parts(there).noneMatch(part::equals))
                        .collect(Collectors.joining(" and "));
    }

    private static Stream<String> parts(String description) {
        return PART.matcher(description).results().map(MatchResult::group);
    }

    private static String name(InspectContainerResponse info) {
        return String.valueOf(info.getConfig().getHostName());
    }

    private static boolean isAgent(InspectContainerResponse info) {
        return !name(info).equals(NodeContainers.SERVER);
    }

    private static void requireReady(Config config, int count) throws Unusable {
        try (KubernetesClient client = Clients.once(config)) {
            var nodes = client.nodes().list().getItems();
            if (nodes.size() != count || !nodes.stream().allMatch(Readiness::isReady)) {
                throw new Unusable("not all of its nodes are Ready");
            }
        } catch (KubernetesClientException e) {
            throw new Unusable("its API does not answer: " + e.getMessage());
        }
    }

    /** It has to be replaced; the message says why. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }
}

package io.tutorproof.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Info;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.tutorproof.shell.Executed;
import java.util.Map;
import java.util.stream.Collectors;
import org.testcontainers.DockerClientFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a cluster consists of, beside Kubernetes' own server.
 *
 * @param origin how it was made, such as {@code k3s}
 * @param kubectl version of the kubectl that the commands are typed to
 * @param runtime name and version of the nodes' container runtime
 * @param ingress classes of Ingresses, each with its controller
 * @param docker version of the Docker engine; empty where no node is a container of this machine's
 * @param cgroup version of the control groups there; empty where that is not known
 */
public record Software(String origin, String kubectl, String runtime, String ingress, String docker, String cgroup) {
    /** The label by which an image says how it was made. */
    private static final String ORIGIN = "io.tutorproof.origin";

    static final String NONE = "none";

    /** Asks the cluster, kubectl and the engine. */
    static Software of(Cluster cluster) {
        KubernetesClient client = cluster.client();
        String docker = "";
        String cgroup = "";
        if (cluster.server().isContainer()) {
            Info engine = DockerClientFactory.lazyClient().infoCmd().exec();
            docker = String.valueOf(engine.getServerVersion());
            cgroup = "v" + engine.getRawValues().getOrDefault("CgroupVersion", "1");
        }
        return new Software(origin(cluster), kubectl(cluster), runtime(client), ingress(client), docker, cgroup);
    }

    private static String origin(Cluster cluster) {
        if (cluster.server().isContainer()) {
            DockerClient docker = DockerClientFactory.lazyClient();
            Map<String, String> labels = docker.inspectContainerCmd(
                            cluster.server().containerName())
                    .exec()
                    .getConfig()
                    .getLabels();
            if (labels != null && labels.containsKey(ORIGIN)) {
                return labels.get(ORIGIN);
            }
        }
        return cluster.kubernetesVersion().contains("+k3s") ? "k3s" : "it was there before";
    }

    /** The version of the kubectl that commands are typed to, such as {@code v1.36.3}; {@code none} when it does not say. */
    static String kubectl(Cluster cluster) {
        Executed asked = cluster.access().shell().run("kubectl", "version", "--client", "--output=json");
        return asked.exitCode() == 0
                ? JsonMapper.shared()
                        .readTree(asked.stdout())
                        .at("/clientVersion/gitVersion")
                        .asString()
                : NONE;
    }

    private static String runtime(KubernetesClient client) {
        return client.nodes().list().getItems().stream()
                .map(node -> node.getStatus().getNodeInfo().getContainerRuntimeVersion())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String ingress(KubernetesClient client) {
        String classes = client.network().v1().ingressClasses().list().getItems().stream()
                .map(known ->
                        known.getMetadata().getName() + " (" + known.getSpec().getController() + ")")
                .collect(Collectors.joining(", "));
        return classes.isEmpty() ? NONE : classes;
    }
}

package io.tutorproof.cluster;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import io.tutorproof.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/** Describes the containers of a cluster: one k3s server, and agents of the same image on the same network. */
final class NodeContainers {
    static final String SERVER = "server";
    private static final Pattern VERSION = Pattern.compile("v1\\.(\\d+)\\.");

    private final Settings settings;
    private final Set<Integer> publishedPorts;
    private final boolean cgroup1;
    private final Map<String, String> labels;
    private final Network network;
    private final String token = UUID.randomUUID().toString();

    NodeContainers(Settings settings, Set<Integer> publishedPorts, boolean cgroup1, Map<String, String> labels) {
        this.settings = settings;
        this.publishedPorts = publishedPorts;
        this.cgroup1 = cgroup1;
        this.labels = labels;
        this.network = Network.builder()
                .createNetworkCmdModifier(command -> command.withLabels(labels))
                .build();
    }

    Network network() {
        return network;
    }

    K3sContainer server() {
        K3sContainer server =
                new K3sContainer(
                        DockerImageName.parse(settings.clusterImage()).asCompatibleSubstituteFor("rancher/k3s")) {
                    @Override
                    public String getDockerImageName() {
                        return asFound();
                    }
                };
        // K3sContainer shares the host's cgroups with its node; several kubelets there would kill each other's pods.
        server.setBinds(List.of());
        // No claim needs metrics; all else that k3s packages, the claims are about or the reader has too.
        server.setCommand(arguments(
                "server", "--disable=metrics-server", "--tls-san=" + server.getHost(), "--tls-san=" + SERVER));
        server.setWaitStrategy(new ServerIsUp());
        return common(
                server,
                SERVER,
                Stream.concat(publishedPorts.stream(), Stream.of(6443)).toList());
    }

    List<GenericContainer<?>> agents() {
        List<GenericContainer<?>> agents = new ArrayList<>();
        for (int n = 1; n < settings.nodes(); n++) {
            GenericContainer<?> agent = new GenericContainer<>(new RemoteDockerImage(DockerImageName.parse(asFound()))
                    .withImageNameSubstitutor(ImageNameSubstitutor.noop())
                    .withImagePullPolicy(image -> false));
            agent.setPrivilegedMode(true);
            agent.addEnv("K3S_URL", "https://" + SERVER + ":6443");
            agent.setTmpFsMapping(Map.of("/run", "", "/var/run", ""));
            agent.setCommand(arguments("agent"));
            agent.setWaitStrategy(new NothingToWaitFor());
            agents.add(common(agent, "agent-" + n, List.copyOf(publishedPorts)));
        }
        return agents;
    }

    /** The engine has it by this name; Testcontainers would ask for it by another, or anew, where a user has told it so. */
    private String asFound() {
        return settings.clusterImage();
    }

    private <C extends GenericContainer<?>> C common(C container, String name, List<Integer> ports) {
        container.setNetwork(network);
        container.setNetworkAliases(new ArrayList<>(List.of(name)));
        container.addEnv("K3S_TOKEN", token);
        container.setExposedPorts(new ArrayList<>(ports));
        container.withLabels(labels);
        container.withReuse(settings.keep()); // else Testcontainers removes it when this process ends
        container.withCreateContainerCmdModifier(command -> isolate(command.withHostName(name), ports));
        return container;
    }

    /** A cgroup namespace of its own, ports on loopback only, and a log that can be read whatever the engine does with others. */
    private static void isolate(CreateContainerCmd command, List<Integer> ports) {
        HostConfig host = command.getHostConfig();
        if (host != null) {
            host.withCgroupnsMode("private")
                    .withLogConfig(new LogConfig(LogConfig.LoggingType.JSON_FILE))
                    .withPortBindings(ports.stream()
                            .map(port -> new PortBinding(Binding.bindIp("127.0.0.1"), ExposedPort.tcp(port)))
                            .toList());
        }
    }

    private String[] arguments(String... arguments) {
        return needsCgroup1Leave(settings.clusterImage(), cgroup1)
                ? Stream.concat(Stream.of(arguments), Stream.of("--kubelet-arg=fail-cgroupv1=false"))
                        .toArray(String[]::new)
                : arguments;
    }

    /** Since Kubernetes 1.35 a kubelet refuses cgroup v1 unless told otherwise; older ones do not know the flag. */
    static boolean needsCgroup1Leave(String image, boolean cgroup1) {
        Matcher version = VERSION.matcher(image);
        return cgroup1 && (!version.find() || Integer.parseInt(version.group(1)) >= 35);
    }
}

package io.tutorproof.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Info;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.TestcontainersConfiguration;

/** The Docker engine, looked at before anything is asked of it. */
final class Engine {
    private static final long LEAST_MEMORY = 2L << 30;
    private static final long LEAST_DISK = 3L << 30;

    private final DockerClient docker;
    private final boolean cgroup1;

    private Engine(DockerClient docker, boolean cgroup1) {
        this.docker = docker;
        this.cgroup1 = cgroup1;
    }

    /** Connects, and refuses an engine that cannot bear a cluster. */
    static Engine connect() {
        URI configured = configured();
        if (configured != null) {
            refuseRemote(configured); // before it is waited for
        }
        DockerClient docker;
        try {
            docker = DockerClientFactory.instance().client();
        } catch (IllegalStateException e) {
            throw new ClusterException(unreachable(Path.of("/var/run/docker.sock")), e);
        }
        URI engine = DockerClientFactory.instance().getTransportConfig().getDockerHost();
        if (configured != null && !configured.equals(engine)) {
            throw new ClusterException("No Docker engine answers at " + configured + ", which DOCKER_HOST names, or"
                    + " docker.host in ~/.testcontainers.properties: start it, or take that out to use the one at "
                    + engine + ".");
        }
        refuseRemote(engine);
        PublishedPort.requireNetwork(DockerClientFactory.instance().dockerHostIpAddress());
        Info info = docker.infoCmd().exec();
        refuseTooSmall(info.getMemTotal() == null ? Long.MAX_VALUE : info.getMemTotal(), freeDisk(info));
        return new Engine(docker, "1".equals(info.getRawValues().get("CgroupVersion")));
    }

    /** The engine that somebody has named; where it does not answer, Testcontainers would take another one without a word. */
    private static @Nullable URI configured() {
        String named = TestcontainersConfiguration.getInstance().getEnvVarOrUserProperty("docker.host", "");
        if (named == null || named.isBlank()) {
            return null;
        }
        try {
            URI uri = new URI(named.strip());
            if (uri.getScheme() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new ClusterException("DOCKER_HOST, or docker.host in ~/.testcontainers.properties, is '" + named
                + "' and must be an address such as unix:///var/run/docker.sock");
    }

    static void refuseRemote(URI engine) {
        boolean isSocket = List.of("unix", "npipe").contains(engine.getScheme());
        if (!isSocket && !List.of("localhost", "127.0.0.1").contains(String.valueOf(engine.getHost()))) {
            throw new ClusterException(
                    "Docker runs on another host (" + engine + "), and the cluster's ports are published on loopback"
                            + " only: to use an engine of this machine unset DOCKER_HOST, and take docker.host and"
                            + " tc.host out of ~/.testcontainers.properties.");
        }
    }

    static String unreachable(Path socket) {
        if (Files.exists(socket) && !Files.isWritable(socket)) {
            return "Docker refuses this user: " + socket + " is not writable. Add yourself to its group (sudo usermod"
                    + " -aG docker $USER, then log in again), or run as root.";
        }
        return "Docker does not answer. Start it (sudo systemctl start docker, or Docker Desktop), or on Debian run"
                + " airgap/prepare as root, which installs and starts it.";
    }

    static void refuseTooSmall(long memory, long disk) {
        if (memory < LEAST_MEMORY) {
            throw new ClusterException("Docker has " + (memory >> 20) + " MiB of memory and the cluster needs "
                    + (LEAST_MEMORY >> 20) + ": give Docker more.");
        }
        if (disk < LEAST_DISK) {
            throw new ClusterException("Docker's disk has " + (disk >> 20) + " MiB free and the cluster needs "
                    + (LEAST_DISK >> 20) + ": free some space, for example with docker system prune.");
        }
    }

    private static long freeDisk(Info info) {
        String root = info.getDockerRootDir();
        if (root == null || Path.of(root).toFile().getTotalSpace() == 0) {
            return Long.MAX_VALUE; // the engine's disk cannot be seen from here
        }
        return Path.of(root).toFile().getUsableSpace();
    }

    DockerClient docker() {
        return docker;
    }

    boolean hasCgroup1() {
        return cgroup1;
    }

    /** Makes sure that the image is there, pulling it where it is not. */
    void require(String image) {
        try {
            PulledImage.require(docker, image);
        } catch (ClusterException e) {
            throw new ClusterException(
                    e.getMessage() + ". Set tutorproof.cluster.image to one that can be had, or on Debian run"
                            + " airgap/prepare as root, which builds one.",
                    e);
        }
    }
}

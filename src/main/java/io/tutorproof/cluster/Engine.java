package io.tutorproof.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Info;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

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
        DockerClient docker;
        try {
            docker = DockerClientFactory.instance().client();
        } catch (IllegalStateException e) {
            throw new ClusterException(unreachable(Path.of("/var/run/docker.sock")), e);
        }
        refuseRemote(DockerClientFactory.instance().getTransportConfig().getDockerHost());
        Info info = docker.infoCmd().exec();
        refuseTooSmall(info.getMemTotal() == null ? Long.MAX_VALUE : info.getMemTotal(), freeDisk(info));
        return new Engine(docker, "1".equals(info.getRawValues().get("CgroupVersion")));
    }

    static void refuseRemote(URI engine) {
        if (engine.getScheme().equals("tcp")
                && !List.of("localhost", "127.0.0.1").contains(engine.getHost())) {
            throw new ClusterException(
                    "Docker runs on another host (" + engine + "), and the cluster's ports are published"
                            + " on loopback only: unset DOCKER_HOST to use an engine of this machine.");
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
            docker.inspectImageCmd(image).exec();
        } catch (NotFoundException absent) {
            pull(image);
        }
    }

    private void pull(String image) {
        String problem = "no answer in 10 minutes";
        try {
            if (docker.pullImageCmd(image).start().awaitCompletion(10, TimeUnit.MINUTES)) {
                docker.inspectImageCmd(image).exec();
                return;
            }
        } catch (DockerException | DockerClientException e) {
            problem = String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problem = "interrupted";
        }
        throw new ClusterException("The image " + image + " is not here and cannot be pulled: " + problem.strip()
                + ". Set tutorproof.cluster.image to one that can be had, or on Debian run airgap/prepare as root,"
                + " which builds one.");
    }
}

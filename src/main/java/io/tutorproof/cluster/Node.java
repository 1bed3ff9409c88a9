package io.tutorproof.cluster;

import io.tutorproof.shell.NodeShell;
import io.tutorproof.shell.Shell;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerState;

/** One node of the cluster; where it is a container of this machine's engine, commands can be run in it. */
public final class Node {
    private static final int KUBELET = 10250;

    /** In milliseconds. */
    private static final int CONNECTING = 2000;

    private final String name;
    private final List<String> addresses;
    private final @Nullable NodeShell shell;
    private final boolean published;

    private Node(String name, List<String> addresses, @Nullable NodeShell shell, boolean published) {
        this.name = name;
        this.addresses = List.copyOf(addresses);
        this.shell = shell;
        this.published = published;
    }

    /** A node of a cluster of ours, whose ports are published on this machine's loopback address. */
    static Node ours(String name, ContainerState container) {
        return new Node(name, addressesOf(container), new NodeShell(name, container), true);
    }

    /** A node of a cluster that was there, reached at its own address. */
    static Node existing(String name, List<String> addresses, @Nullable ContainerState container) {
        return new Node(name, addresses, container == null ? null : new NodeShell(name, container), false);
    }

    static List<String> addressesOf(ContainerState container) {
        return container.getContainerInfo().getNetworkSettings().getNetworks().values().stream()
                .map(network -> String.valueOf(network.getIpAddress()))
                .toList();
    }

    /** The node's name in Kubernetes. */
    public String name() {
        return name;
    }

    /** The node's addresses in the cluster's network. */
    public List<String> addresses() {
        return addresses;
    }

    /** Where a port of the node is reached from this machine. */
    public InetSocketAddress reach(int port) {
        return published
                ? InetSocketAddress.createUnresolved("127.0.0.1", container().getMappedPort(port))
                : InetSocketAddress.createUnresolved(addresses.get(0), port);
    }

    /** Whether its kubelet, which every node has, can be reached at its own address. */
    boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(addresses.get(0), KUBELET), CONNECTING);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether it is a container of this machine's engine, so that commands can be run in it. */
    public boolean isContainer() {
        return shell != null;
    }

    /**
     * Where commands are run in the node.
     *
     * @throws ClusterException when it is no container of this machine's engine
     */
    public Shell shell() {
        return nodeShell();
    }

    /** The end of what the node logged; nothing where it is no container of this machine's engine. */
    public String lastLines(int count) {
        return shell == null ? "" : shell.lastLines(count);
    }

    /** The name of the node's container, for {@code docker exec}. */
    public String containerName() {
        return container().getContainerInfo().getName().replaceFirst("^/", "");
    }

    Optional<String> containerId() {
        return shell == null ? Optional.empty() : Optional.of(shell.container().getContainerId());
    }

    private ContainerState container() {
        return nodeShell().container();
    }

    private NodeShell nodeShell() {
        if (shell == null) {
            throw new ClusterException("node " + name + " is no container of this machine's Docker engine");
        }
        return shell;
    }

    /** Nothing that runs in it is waited for any longer. */
    void giveUp(String why) {
        if (shell != null) {
            shell.giveUp(why);
        }
    }

    /** Ends what waits in it for commands; a later command begins anew. */
    void close() {
        if (shell != null) {
            shell.close();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

package io.tutorproof.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;

/** A port of a node, which Docker publishes where its engine runs; that need not be where this process runs. */
final class PublishedPort {
    /** In milliseconds. */
    private static final int CONNECTING = 2000;

    private static final String ADVICE =
            "Run this in the network of the machine whose Docker engine it is, not in a container or a namespace of its own.";

    private PublishedPort() {}

    /** Refuses, before anything is waited for, a place from where no port at all can be reached. */
    static void requireNetwork(String host) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, 1), CONNECTING);
        } catch (NoRouteToHostException e) {
            throw unreachable(host, e);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("unreachable")) {
                throw unreachable(host, e);
            }
            // Refused, mostly, and by whom it could be told: there is a way.
        }
    }

    private static ClusterException unreachable(String host, IOException cause) {
        return new ClusterException(
                host + ", where Docker publishes the ports of the cluster's nodes, cannot be reached from here ("
                        + cause.getMessage() + "). " + ADVICE,
                cause);
    }

    /** Refuses a port at which nobody answers though its server is up. */
    static void requireReachable(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECTING);
        } catch (IOException e) {
            throw new ClusterException(
                    "the API server is up, and " + host + ":" + port
                            + ", where Docker publishes its port, does not answer here (" + e.getMessage() + "). "
                            + ADVICE,
                    e);
        }
    }
}

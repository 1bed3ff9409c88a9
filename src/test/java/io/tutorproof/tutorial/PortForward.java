package io.tutorproof.tutorial;

import io.tutorproof.kubectl.Output;
import io.tutorproof.kubectl.Running;
import io.tutorproof.scenario.Given;
import io.tutorproof.scenario.Printed;
import io.tutorproof.scenario.Reader;
import io.tutorproof.scenario.Then;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How to look at what a kubectl shows that forwards port 8080 of the machine it runs on, as the tutorial does twice. */
final class PortForward {
    private PortForward() {}

    /** Asks on both loopback addresses there, where it has both. */
    static void whileItRuns(Given given, Reader reader, Then then, String command, Consumer<Printed> page) {
        needsFreePort(given);
        List<String> loopbacks = new ArrayList<>(List.of("127.0.0.1"));
        if (hasIpv6Loopback(given)) {
            loopbacks.add("[::1]");
        }
        try (Running forward = reader.starts(command)) {
            List<String> wanted = loopbacks.stream()
                    .map(address -> "Forwarding from " + address + ":8080 -> 80")
                    .toList();
            then.eventually(forward, "the lines " + wanted, lines -> lines.containsAll(wanted));
            for (String address : loopbacks) {
                // kubectl is the one HTTP client that every node has.
                Output printed = reader.types("kubectl get --raw=/ --server=http://" + address + ":8080");
                page.accept(then.printed(printed));
            }
        }
    }

    /** Docker takes IPv6 from a container even on its loopback, where a reader's machine has it. */
    private static boolean hasIpv6Loopback(Given given) {
        return given.isOwnCluster()
                ? given.nodes(1)
                                .get(0)
                                .shell()
                                .run("sh", "-c", "echo 0 > /proc/sys/net/ipv6/conf/lo/disable_ipv6")
                                .exitCode()
                        == 0
                : hasIpv6Loopback();
    }

    private static boolean hasIpv6Loopback() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .anyMatch(address -> address instanceof Inet6Address && address.isLoopbackAddress());
        } catch (SocketException e) {
            throw new UncheckedIOException("the addresses of this machine cannot be listed", e);
        }
    }

    /** On a cluster that was there, kubectl runs on the reader's machine, where somebody may listen already. */
    private static void needsFreePort(Given given) {
        if (given.isOwnCluster()) {
            return;
        }
        for (String address : hasIpv6Loopback() ? List.of("127.0.0.1", "::1") : List.of("127.0.0.1")) {
            try (ServerSocket free = new ServerSocket(8080, 1, InetAddress.getByName(address))) {
                if (!free.isBound()) {
                    throw new IllegalStateException("port 8080 of this machine cannot be tried");
                }
            } catch (IOException e) {
                throw given.notChecked("port 8080 of this machine is taken, at " + address + ": " + e.getMessage());
            }
        }
    }
}

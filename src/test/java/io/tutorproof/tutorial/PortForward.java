package io.tutorproof.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Lab;
import io.tutorproof.kubectl.Output;
import io.tutorproof.kubectl.Running;
import io.tutorproof.observe.HttpAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/** Forwards port 8080 of the machine that kubectl runs on to port 80 of the pod mi-pod, as the tutorial does twice. */
final class PortForward {
    private PortForward() {}

    /** Asks over the API from outside of the cluster, and on both loopback addresses there. */
    static void shows(Lab lab, String text) {
        needsFreePort(lab);
        // First, since it waits until the pod listens: a kubectl that finds nobody listening ends.
        HttpAnswer outside = lab.web().overForwardedPort("mi-pod");
        assertThat(outside.shows(text)).as("%s: %s", outside, outside.body()).isTrue();
        List<String> loopbacks = new ArrayList<>(List.of("127.0.0.1"));
        if (hasIpv6Loopback(lab)) {
            loopbacks.add("[::1]");
        }
        try (Running forward = lab.kubectl().start("port-forward", "mi-pod", "8080:80")) {
            List<String> wanted = loopbacks.stream()
                    .map(address -> "Forwarding from " + address + ":8080 -> 80")
                    .toList();
            lab.eventuallyPrinted(forward, "the lines " + wanted, lines -> lines.containsAll(wanted));
            for (String address : loopbacks) {
                // kubectl is the one HTTP client that every node has.
                Output page = lab.kubectl().run("get", "--raw=/", "--server=http://" + address + ":8080");
                assertThat(page.stdout()).as(page.toString()).contains(text);
            }
        }
    }

    /** Docker takes IPv6 from a container even on its loopback, where a reader's machine has it. */
    private static boolean hasIpv6Loopback(Lab lab) {
        return lab.hasOwnCluster()
                ? lab.nodes()
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
    private static void needsFreePort(Lab lab) {
        if (lab.hasOwnCluster()) {
            return;
        }
        try (ServerSocket free = new ServerSocket(8080, 1, InetAddress.getLoopbackAddress())) {
            assertThat(free.isBound()).isTrue();
        } catch (IOException e) {
            throw lab.notChecked("port 8080 of this machine is taken: " + e.getMessage());
        }
    }
}

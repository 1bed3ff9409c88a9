package io.tutorproof.scenario;

import io.fabric8.kubernetes.client.LocalPortForward;
import io.tutorproof.cluster.Cluster;
import io.tutorproof.cluster.Node;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.HttpAnswer;
import io.tutorproof.observe.HttpProbe;
import io.tutorproof.observe.Requests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Predicate;
import org.opentest4j.TestAbortedException;

/** The reader's browser, outside of the cluster. */
public final class Browser {
    static final String NODE_PORT = "node port ";
    private static final int HTTP = 80;

    private final Cluster cluster;
    private final String namespace;

    Browser(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
    }

    /** A node port, on every node. */
    public NodePort nodePort(int port) {
        return new NodePort(port);
    }

    /** A host, at port 80 of the node with this address, as for a reader in whose hosts file it has that address. */
    public Host host(String address, String host) {
        return new Host(address, host);
    }

    /** Port 80 of every node, where ingress controllers listen: somebody answers on one of them, with whatever status. */
    public Probe<List<HttpAnswer>> anybodyAtPort80() {
        return Probe.of(
                "an answer at port 80 of a node",
                Deadlines.PACKAGED,
                () -> onEveryNode(HTTP),
                answers -> answers.stream().anyMatch(HttpAnswer::answered));
    }

    /** A pod's own page, over a port that the API server forwards to this machine. */
    public Probe<HttpAnswer> pod(String name) {
        return Probe.of("an answer of pod " + name, Deadlines.PROXY, () -> forwarded(name), HttpAnswer::answered);
    }

    /** Begins to ask at a node port of the server, again and again until it is closed. */
    public Requests asksThroughout(int nodePort) {
        InetSocketAddress port = cluster.server().reach(nodePort);
        return Requests.start(() -> HttpProbe.getPatiently(port));
    }

    private List<HttpAnswer> onEveryNode(int port) {
        if (!cluster.reachesNodes()) {
            throw new TestAbortedException("the nodes' own addresses cannot be reached from this machine");
        }
        return cluster.nodes().stream()
                .map(node -> HttpProbe.get(node.reach(port)))
                .toList();
    }

    private HttpAnswer forwarded(String pod) {
        try (LocalPortForward forward =
                cluster.client().pods().inNamespace(namespace).withName(pod).portForward(HTTP)) {
            return HttpProbe.get(InetSocketAddress.createUnresolved("127.0.0.1", forward.getLocalPort()));
        } catch (IOException e) {
            throw new UncheckedIOException("the forwarded port could not be closed", e);
        }
    }

    private record Containing(String text) implements Predicate<String> {
        @Override
        public boolean test(String page) {
            return page.contains(text);
        }

        @Override
        public String toString() {
            return "a page with '" + text + "'";
        }
    }

    /** What one wants to see at a node port. */
    public final class NodePort {
        private final int port;

        private NodePort(int port) {
            this.port = port;
        }

        /** Every node shows a page with this text. */
        public Probe<List<HttpAnswer>> shows(String text) {
            return shows(new Containing(text));
        }

        /** Every node shows this page, which the condition's {@code toString} names. */
        public Probe<List<HttpAnswer>> shows(Predicate<String> page) {
            return probe(page.toString(), answers -> answers.stream().allMatch(one -> one.shows(page)));
        }

        /** Every node shows a page. */
        public Probe<List<HttpAnswer>> answers() {
            return probe("a page", answers -> answers.stream().allMatch(one -> one.status() == 200));
        }

        /** No node answers, with whatever status. */
        public Probe<List<HttpAnswer>> hasNobody() {
            return probe("no answer", answers -> answers.stream().noneMatch(HttpAnswer::answered));
        }

        private Probe<List<HttpAnswer>> probe(String what, Predicate<List<HttpAnswer>> wanted) {
            return new Probe<>(
                    NODE_PORT + port,
                    what + " at " + NODE_PORT + port + " of every node",
                    Deadlines.PROXY,
                    () -> onEveryNode(port),
                    wanted);
        }
    }

    /** What one wants to see of a host. */
    public final class Host {
        private final String address;
        private final String name;

        private Host(String address, String name) {
            this.address = address;
            this.name = name;
        }

        /** It shows a page with this text. */
        public Probe<HttpAnswer> shows(String text) {
            return shows(new Containing(text));
        }

        /** It shows this page, which the condition's {@code toString} names. */
        public Probe<HttpAnswer> shows(Predicate<String> page) {
            return probe(page.toString(), answer -> answer.shows(page));
        }

        /** It shows no page with this text. */
        public Probe<HttpAnswer> doesNotShow(String text) {
            return doesNotShow(new Containing(text));
        }

        /** It does not show this page, which the condition's {@code toString} names. */
        public Probe<HttpAnswer> doesNotShow(Predicate<String> page) {
            return probe("anything but " + page, answer -> !answer.shows(page));
        }

        Probe<HttpAnswer> isServed() {
            return probe("a page", answer -> answer.status() == 200);
        }

        private Probe<HttpAnswer> probe(String what, Predicate<HttpAnswer> wanted) {
            return new Probe<>("port 80 of " + address, what + " of host " + name, Deadlines.PROXY, this::ask, wanted);
        }

        private HttpAnswer ask() {
            Node node = cluster.nodes().stream()
                    .filter(one -> one.addresses().contains(address))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(
                            "wanted the address of a node, saw " + address + "; nodes: " + cluster.nodes()));
            return HttpProbe.getPatiently(node.reach(HTTP), name);
        }
    }
}

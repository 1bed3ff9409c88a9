package io.tutorproof.junit;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.tutorproof.cluster.Cluster;
import io.tutorproof.cluster.Node;
import io.tutorproof.cluster.OwnNamespaces;
import io.tutorproof.observe.DeadlineExceeded;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.HttpAnswer;
import io.tutorproof.observe.HttpProbe;
import io.tutorproof.observe.Poll;
import io.tutorproof.observe.Requests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.opentest4j.TestAbortedException;

/** The cluster as a browser outside of it sees it. What the claims rest on is kept as evidence. */
public final class Web {
    private static final int HTTP = 80;

    private final Cluster cluster;
    private final LabNamespace namespace;
    private final Notes notes;

    Web(Cluster cluster, LabNamespace namespace, Notes notes) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.notes = notes;
    }

    /** Waits until the node port shows a text on every node, as the claim says it does. */
    public void showsOnEveryNode(int nodePort, String text) {
        for (Node node : cluster.nodes()) {
            keep(shown("node " + node + ", port " + nodePort, text, () -> at(node, nodePort)));
        }
    }

    /** Waits until the node port shows a text on every node, as something presupposed or as a positive control. */
    public void givenShown(int nodePort, String text) {
        cluster.nodes().forEach(node -> untilShown(text, () -> at(node, nodePort)));
    }

    /**
     * Asks at the node port of every node for a whole window.
     *
     * @param what is looked for in the window, for the evidence
     * @return the different answers that came; none when nobody was there
     */
    public List<HttpAnswer> answersOnAnyNode(int nodePort, String what, String fence) {
        List<List<HttpAnswer>> rounds = Poll.during(
                Deadlines.WINDOW,
                () -> cluster.nodes().stream().map(node -> at(node, nodePort)).toList());
        List<HttpAnswer> answers = rounds.stream()
                .flatMap(List::stream)
                .filter(HttpAnswer::answered)
                .distinct()
                .toList();
        (answers.isEmpty() ? rounds.get(rounds.size() - 1) : answers).forEach(this::keep);
        keepWindow(what, fence);
        return answers;
    }

    /**
     * A fence for what proxies and endpoint controllers do: a second service, which does select the pods. They handle
     * changes in order, so once it answers on every node, they have seen all that was done before it.
     */
    public void canary(String key, String value, int nodePort, String text) {
        Service canary = new ServiceBuilder()
                .withNewMetadata()
                .withName("canary")
                .withLabels(OwnNamespaces.LABELS)
                .endMetadata()
                .withNewSpec()
                .withType("NodePort")
                .withSelector(Map.of(key, value))
                .addNewPort()
                .withPort(HTTP)
                .withTargetPort(new IntOrString(HTTP))
                .withNodePort(nodePort)
                .endPort()
                .endSpec()
                .build();
        cluster.client()
                .services()
                .inNamespace(namespace.name())
                .resource(canary)
                .create();
        givenShown(nodePort, text);
    }

    /** Waits until a host shows a text at port 80 of the node with this address, as the claim says it does. */
    public HttpAnswer hostShows(String address, String host, String text) {
        return keep(shown("host " + host, text, () -> host(address, host)));
    }

    /** Waits until a host shows a text there, as something presupposed or as a positive control. */
    public void givenHostShows(String address, String host, String text) {
        untilShown(text, () -> host(address, host));
    }

    /** Asks for a host at the node with this address for a whole window, in which a text may not be shown. */
    public HttpAnswer hostNeverShows(String address, String host, String text, String fence) {
        return hostThroughout("no page with '" + text + "'", address, host, fence, text, false);
    }

    /** Asks for a host at the node with this address for a whole window, in which a text has to be shown. */
    public HttpAnswer hostAlwaysShows(String address, String host, String text, String fence) {
        return hostThroughout("a page with '" + text + "'", address, host, fence, text, true);
    }

    private HttpAnswer hostThroughout(
            String what, String address, String host, String fence, String text, boolean wanted) {
        HttpAnswer last = Poll.throughout(
                what + " of host " + host,
                Deadlines.WINDOW,
                () -> host(address, host),
                answer -> answer.shows(text) == wanted);
        keepWindow(what + " of host " + host, fence);
        return keep(last);
    }

    /** Waits until somebody answers at port 80 of a node, with whatever status: an ingress controller. */
    public void givenAnswerAtPort80() {
        Poll.until(
                "an answer at port 80 of a node",
                Deadlines.PACKAGED,
                () -> cluster.nodes().stream().map(node -> at(node, HTTP)).toList(),
                answers -> answers.stream().anyMatch(HttpAnswer::answered));
    }

    /** Asks once for a host at port 80 of the node with this address. */
    public HttpAnswer host(String address, String host) {
        return HttpProbe.getPatiently(node(address).reach(HTTP), host);
    }

    private Node node(String address) {
        return cluster.nodes().stream()
                .filter(node -> node.addresses().contains(address))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "wanted the address of a node, saw " + address + "; nodes: " + cluster.nodes()));
    }

    /** Begins to ask at a node port of the server, again and again until it is closed. */
    public Requests throughout(int nodePort) {
        InetSocketAddress port = cluster.server().reach(nodePort);
        return Requests.start(() -> HttpProbe.getPatiently(port));
    }

    /** Waits for a pod's answer over a port that the API server forwards to this machine: a pod may run before it listens. */
    public HttpAnswer overForwardedPort(String pod) {
        return keep(Poll.until("an answer of pod " + pod, Deadlines.PROXY, () -> forwarded(pod), HttpAnswer::answered));
    }

    private HttpAnswer forwarded(String pod) {
        try (LocalPortForward forward = cluster.client()
                .pods()
                .inNamespace(namespace.name())
                .withName(pod)
                .portForward(HTTP)) {
            return HttpProbe.get(InetSocketAddress.createUnresolved("127.0.0.1", forward.getLocalPort()));
        } catch (IOException e) {
            throw new UncheckedIOException("the forwarded port could not be closed", e);
        }
    }

    private HttpAnswer at(Node node, int nodePort) {
        if (!cluster.reachesNodes()) {
            throw new TestAbortedException("the nodes' own addresses cannot be reached from this machine");
        }
        return HttpProbe.get(node.reach(nodePort));
    }

    private static HttpAnswer shown(String where, String text, Supplier<HttpAnswer> probe) {
        try {
            return untilShown(text, probe);
        } catch (DeadlineExceeded e) {
            throw new AssertionError(where + ": " + e.getMessage(), e);
        }
    }

    private static HttpAnswer untilShown(String text, Supplier<HttpAnswer> probe) {
        return Poll.until("a page with '" + text + "'", Deadlines.PROXY, probe::get, answer -> answer.shows(text));
    }

    private HttpAnswer keep(HttpAnswer answer) {
        notes.response(answer);
        return answer;
    }

    private void keepWindow(String what, String fence) {
        notes.window(what, Deadlines.WINDOW, fence);
    }
}

package io.tutorproof.junit;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.tutorproof.claim.Evidence;
import io.tutorproof.cluster.Cluster;
import io.tutorproof.cluster.Node;
import io.tutorproof.kubectl.Kubectl;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Condition;
import io.tutorproof.observe.DeadlineExceeded;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.History;
import io.tutorproof.observe.HttpAnswer;
import io.tutorproof.observe.HttpProbe;
import io.tutorproof.observe.Poll;
import io.tutorproof.observe.Recorder;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.observe.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A claim's own namespace, and the means to act in it and to look at it. All that is done and seen is kept as
 * evidence. What fails in {@link #given} leaves the claim undecided; what fails in {@link #eventually} refutes it.
 */
public final class Lab implements AutoCloseable {
    private static final Map<String, String> LABELS = Map.of("io.tutorproof/lab", "true");

    private final Cluster cluster;
    private final String namespace;
    private final List<Evidence> evidence = new CopyOnWriteArrayList<>();
    private final Kubectl kubectl;
    private final Recorder recorder;

    Lab(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.kubectl = new Kubectl(cluster, namespace, this::keep);
        makeNamespace(cluster.client());
        this.recorder = Recorder.open(cluster.client(), namespace);
    }

    /** A pod can be made only once the namespace has its default account. */
    private void makeNamespace(KubernetesClient client) {
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .withLabels(LABELS)
                        .endMetadata()
                        .build())
                .create();
        client.serviceAccounts()
                .inNamespace(namespace)
                .withName("default")
                .waitUntilCondition(Objects::nonNull, Deadlines.CONTROLLER.toSeconds(), TimeUnit.SECONDS);
    }

    private void keep(Output output) {
        evidence.add(new Evidence.Command(
                output.command(),
                output.exitCode(),
                output.text(),
                output.took().toMillis() / 1000.0));
    }

    /** kubectl in this namespace, in the directory of the manifests. */
    public Kubectl kubectl() {
        return kubectl;
    }

    /** Every node of the cluster. */
    public List<Node> nodes() {
        return cluster.nodes();
    }

    /** Waits for what the claim presupposes. */
    public State given(Condition condition) {
        return recorder.await(condition, Deadlines.PODS_READY);
    }

    /** Waits for what the claim says; an {@link AssertionError} when it does not come. */
    public State eventually(Condition condition) {
        return eventually(condition, Deadlines.PODS_READY);
    }

    /** Waits for what the claim says, so long; an {@link AssertionError} when it does not come. */
    public State eventually(Condition condition, Duration deadline) {
        try {
            State seen = recorder.await(condition, deadline);
            evidence.add(new Evidence.Fact("state of the namespace", condition.what(), seen.toString()));
            return seen;
        } catch (DeadlineExceeded e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** Which change of its specification an object is at, as seen now; 0 when it is not there. */
    public long generation(Class<? extends Snapshot> type, String name) {
        return recorder.state().find(type, name).map(Snapshot::generation).orElse(0L);
    }

    /** The present place in the recorded history. */
    public History.Mark mark() {
        return recorder.mark();
    }

    /** Everything recorded so far. */
    public History history() {
        return recorder.history();
    }

    /** Watches for a window in which something must not happen; the fence says why it would have been seen. */
    public History watch(String what, String fence) {
        recorder.watchFor(Deadlines.WINDOW);
        evidence.add(new Evidence.Window(what, Deadlines.WINDOW.toMillis() / 1000.0, fence));
        return recorder.history();
    }

    /** Keeps a fact that was judged. */
    public void note(String what, Object wanted, Object seen) {
        evidence.add(new Evidence.Fact(what, wanted.toString(), seen.toString()));
    }

    /** Asks once at a node port of a node, from outside the cluster. */
    public HttpAnswer ask(Node node, int nodePort) {
        return HttpProbe.get(node.publishedPort(nodePort));
    }

    /** Waits until the node port shows a text on every node, as the claim says it does. */
    public void showsOnEveryNode(int nodePort, String text) {
        for (Node node : nodes()) {
            try {
                HttpAnswer answer = untilShown(node, nodePort, text);
                evidence.add(new Evidence.Response(answer.url(), answer.status(), answer.body()));
            } catch (DeadlineExceeded e) {
                throw new AssertionError("node " + node + ", port " + nodePort + ": " + e.getMessage(), e);
            }
        }
    }

    /** Waits until the node port shows a text on every node, as something presupposed or as a positive control. */
    public void givenShown(int nodePort, String text) {
        nodes().forEach(node -> untilShown(node, nodePort, text));
    }

    private HttpAnswer untilShown(Node node, int nodePort, String text) {
        return Poll.until(
                "a page with '" + text + "'", Deadlines.PROXY, () -> ask(node, nodePort), answer -> answer.shows(text));
    }

    /** Asks at the node port of every node for a whole window, in which nobody may answer. */
    public void noAnswerOnAnyNode(int nodePort, String fence) {
        Poll.throughout(
                "no answer at node port " + nodePort,
                Deadlines.WINDOW,
                () -> nodes().stream().map(node -> ask(node, nodePort)).toList(),
                answers -> answers.stream().noneMatch(HttpAnswer::answered));
        nodes().stream()
                .map(node -> ask(node, nodePort))
                .forEach(answer -> evidence.add(new Evidence.Response(answer.url(), answer.status(), answer.body())));
        evidence.add(
                new Evidence.Window("no answer at node port " + nodePort, Deadlines.WINDOW.toMillis() / 1000.0, fence));
    }

    /**
     * A fence for what proxies and endpoint controllers do: a second service, which does select the pods. They handle
     * changes in order, so once it answers on every node, they have seen all that was done before it.
     */
    public void canary(String key, String value, int nodePort, String text) {
        Service canary = new ServiceBuilder()
                .withNewMetadata()
                .withName("canary")
                .withLabels(LABELS)
                .endMetadata()
                .withNewSpec()
                .withType("NodePort")
                .withSelector(Map.of(key, value))
                .addNewPort()
                .withPort(80)
                .withTargetPort(new IntOrString(80))
                .withNodePort(nodePort)
                .endPort()
                .endSpec()
                .build();
        cluster.client().services().inNamespace(namespace).resource(canary).create();
        givenShown(nodePort, text);
    }

    List<Evidence> evidence() {
        return evidence;
    }

    /** Removes the namespace: the services at once, since the next claim may want their ports, the rest in time. */
    @Override
    public void close() {
        recorder.close();
        KubernetesClient client = cluster.client();
        client.services().inNamespace(namespace).delete();
        client.namespaces().withName(namespace).delete();
    }
}

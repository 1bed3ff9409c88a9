package io.tutorproof.diagnostics;

import io.tutorproof.cluster.Cluster;
import io.tutorproof.cluster.Node;
import io.tutorproof.observe.Event;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Snapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Everything a person would ask for when a claim is not proved: the objects of its namespace, events, logs, nodes, and
 * what was recorded. Bounded in time and in size; Secrets are never asked for.
 */
public final class Diagnostics {
    /** In which all has to be answered. */
    private static final Duration BUDGET = Duration.ofSeconds(8);

    private static final String PATIENCE = "--request-timeout=5s";
    private static final int LOG_LINES = 1000;

    private final Cluster cluster;
    private final String namespace;
    private final Map<String, String> environment;
    private final Map<String, Callable<String>> questions = new LinkedHashMap<>();

    private Diagnostics(Cluster cluster, String namespace, Map<String, String> environment) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.environment = environment;
    }

    /**
     * Asks for all of it and writes each answer to a file of the directory. What is not answered says why.
     *
     * @param environment with which kubectl reaches the cluster
     * @param clean takes out of a text what gives access to something
     */
    public static void collect(
            Cluster cluster,
            String namespace,
            Map<String, String> environment,
            History history,
            UnaryOperator<String> clean,
            Path directory) {
        Diagnostics diagnostics = new Diagnostics(cluster, namespace, environment);
        diagnostics.ask(history);
        Answers.write(diagnostics.questions, BUDGET, clean, directory);
    }

    private void ask(History history) {
        questions.put("history.txt", () -> told(history));
        kubectl("objects.yaml", "get", "all,endpoints,ingress,configmap,persistentvolumeclaim", "--output=yaml");
        kubectl("describe.txt", "describe", "all,ingress,persistentvolumeclaim");
        kubectl("events.txt", "get", "events", "--sort-by=.lastTimestamp", "--output=wide");
        kubectl("nodes.txt", "describe", "nodes");
        for (Snapshot.Pod pod : history.stateAt(Instant.MAX).all(Snapshot.Pod.class)) {
            logs(pod);
        }
        for (Node node : cluster.nodes().stream().filter(Node::isContainer).toList()) {
            questions.put("node-" + node.name() + ".log", () -> logs(node));
        }
    }

    private void logs(Snapshot.Pod pod) {
        String file = "logs-" + pod.name();
        kubectl(file + ".txt", "logs", pod.name(), "--all-containers", "--tail=" + LOG_LINES);
        if (pod.restarts() > 0) {
            kubectl(
                    file + "-previous.txt",
                    "logs",
                    pod.name(),
                    "--all-containers",
                    "--previous",
                    "--tail=" + LOG_LINES);
        }
    }

    /**
     * What the node logged; what the system's pods on it did, such as an ingress controller; and where a node
     * is several processes, as those of airgap/prepare are, what each of them did.
     */
    private static String logs(Node node) {
        return node.lastLines(LOG_LINES) + "\n"
                + node.shell()
                        .run(
                                "sh",
                                "-c",
                                "tail -n " + LOG_LINES / 5
                                        + " /var/log/pods/kube-system_*/*/*.log /var/log/k3s/*.log 2> /dev/null")
                        .stdout();
    }

    private void kubectl(String file, String... arguments) {
        List<String> command = new ArrayList<>(List.of("kubectl", PATIENCE, "--namespace=" + namespace));
        command.addAll(List.of(arguments));
        questions.put(
                file,
                () -> "$ " + String.join(" ", command) + "\n"
                        + cluster.access()
                                .shell()
                                .run("/", environment, command)
                                .output());
    }

    private static String told(History history) {
        String hole = history.hole() == null ? "" : "events may be missing: " + history.hole() + "\n";
        return hole + history.events().stream().map(Diagnostics::told).collect(Collectors.joining("\n"));
    }

    private static String told(Event event) {
        return event.at() + " " + event.change() + " " + event.object();
    }
}

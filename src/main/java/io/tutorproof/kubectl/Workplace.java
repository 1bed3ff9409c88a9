package io.tutorproof.kubectl;

import io.tutorproof.cluster.Cluster;
import io.tutorproof.cluster.Node;
import java.util.List;
import java.util.Map;

/**
 * Where somebody works with kubectl: a namespace, and a directory of the server node with a copy of the manifests. Its
 * namespace comes from a kubeconfig, not from a flag, which would show in what kubectl generates.
 */
public record Workplace(String directory, Map<String, String> environment) {
    private static final String MANIFESTS = "/tmp/tutorproof-manifests";
    private static final String PLACES = "/tmp/tutorproof-places/";
    private static final String ADMIN = "/etc/rancher/k3s/k3s.yaml";
    private static final String CONTEXT = "{apiVersion: v1, kind: Config, current-context: lab, contexts:"
            + " [{name: lab, context: {cluster: default, user: default, namespace: %s}}]}";

    /** Puts the manifests where workplaces are made from; once for a cluster. */
    public static void prepare(Cluster cluster, Manifests manifests) {
        cluster.server().run("mkdir", "-p", MANIFESTS, PLACES);
        cluster.server().copy(manifests.directory(), MANIFESTS);
    }

    /**
     * Makes a workplace for the namespace.
     *
     * @param changed manifests that are to say something else here, by their path
     */
    public static Workplace open(Node server, String namespace, Map<String, String> changed) {
        String directory = PLACES + namespace;
        must(
                server,
                "rm -rf \"$1\" && cp -r " + MANIFESTS + " \"$1\" && printf '%s' \"$2\" > \"$1/kubeconfig\"",
                directory,
                CONTEXT.formatted(namespace));
        changed.forEach((file, text) -> must(server, "printf '%s' \"$2\" > \"$1\"", directory + "/" + file, text));
        return new Workplace(directory, Map.of("KUBECONFIG", directory + "/kubeconfig:" + ADMIN));
    }

    private static void must(Node server, String script, String first, String second) {
        Node.Executed executed = server.run("/", Map.of(), List.of("sh", "-c", script, "sh", first, second));
        if (executed.exitCode() != 0) {
            throw new IllegalStateException("no workplace on node " + server + ": " + executed.output());
        }
    }
}

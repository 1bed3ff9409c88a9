package io.tutorproof.kubectl;

import io.tutorproof.cluster.Access;
import io.tutorproof.shell.Executed;
import io.tutorproof.shell.Shell;
import java.util.List;
import java.util.Map;

/**
 * Where somebody works with kubectl: a namespace, and a directory with a copy of the manifests. Its namespace comes from a
 * kubeconfig, not from a flag, which would show in what kubectl generates. Keys stay in the kubeconfig that has them.
 */
public record Workplace(String directory, Map<String, String> environment) {
    private static final String CONTEXT = "{apiVersion: v1, kind: Config, current-context: lab, contexts:"
            + " [{name: lab, context: {cluster: %s, user: %s, namespace: %s}}]}";

    /** kubectl soon ends, and with Go's own pace it would spend a third of its work on collecting garbage. */
    private static final String GARBAGE = "800";

    /** Puts the manifests where workplaces are made from; once for a cluster. */
    public static void prepare(Shell shell, Manifests manifests) {
        // First whatever an earlier run has left in a cluster that was kept.
        must(shell, "rm -rf \"$1\" \"$2\" && mkdir -p \"$1\" \"$2\"", manifestsOf(shell), placesOf(shell));
        shell.copy(manifests.directory(), manifestsOf(shell));
    }

    /**
     * Makes a workplace for the namespace.
     *
     * @param changed manifests that are to say something else here, by their path
     */
    public static Workplace open(Access access, String namespace, Map<String, String> changed) {
        Shell shell = access.shell();
        String directory = placesOf(shell) + "/" + namespace;
        must(
                shell,
                "rm -rf \"$1\" && cp -r " + manifestsOf(shell) + " \"$1\" && printf '%s' \"$2\" > \"$1/kubeconfig\"",
                directory,
                CONTEXT.formatted(quoted(access.cluster()), quoted(access.user()), namespace));
        changed.forEach((file, text) -> must(shell, "printf '%s' \"$2\" > \"$1\"", directory + "/" + file, text));
        return new Workplace(
                directory,
                Map.of(
                        "KUBECONFIG",
                        directory + "/kubeconfig:" + access.kubeconfig(),
                        "KUBECACHEDIR",
                        shell.scratch() + "/tutorproof-kube-cache",
                        // The reader's own preferences, such as to apply on the server's side, are not the tutorial's.
                        "KUBERC",
                        "off",
                        "KUBECTL_KUBERC",
                        "false",
                        "GOGC",
                        GARBAGE));
    }

    private static String manifestsOf(Shell shell) {
        return shell.scratch() + "/tutorproof-manifests";
    }

    private static String placesOf(Shell shell) {
        return shell.scratch() + "/tutorproof-places";
    }

    private static String quoted(String name) {
        return "'" + name.replace("'", "''") + "'";
    }

    private static void must(Shell shell, String script, String first, String second) {
        Executed executed = shell.run("/", Map.of(), List.of("sh", "-c", script, "sh", first, second));
        if (executed.exitCode() != 0) {
            throw new IllegalStateException("no workplace " + first + ": " + executed.output());
        }
    }
}

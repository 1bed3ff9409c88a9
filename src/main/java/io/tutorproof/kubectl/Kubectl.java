package io.tutorproof.kubectl;

import io.tutorproof.cluster.Cluster;
import io.tutorproof.cluster.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The kubectl of the server node, in one namespace and in the directory of the manifests. */
public final class Kubectl {
    private static final String DIRECTORY = "/tmp/tutorproof-manifests";

    private final Node server;
    private final String namespace;
    private final Consumer<Output> listener;

    /**
     * Makes a kubectl for a namespace.
     *
     * @param listener told of every command that has ended, for the record
     */
    public Kubectl(Cluster cluster, String namespace, Consumer<Output> listener) {
        this.server = cluster.server();
        this.namespace = namespace;
        this.listener = listener;
    }

    /** Puts the manifests where the commands find them; once for a cluster. */
    public static void install(Cluster cluster, Manifests manifests) {
        cluster.server().run("mkdir", "-p", DIRECTORY);
        cluster.server().copy(manifests.directory(), DIRECTORY);
    }

    /** Runs kubectl with these arguments, whatever it comes to: {@code run("get", "pods")}. */
    public Output run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("kubectl", "--namespace", namespace));
        command.addAll(List.of(arguments));
        Node.Executed executed = server.runIn(DIRECTORY, command.toArray(String[]::new));
        Output output = new Output(
                "kubectl " + String.join(" ", arguments),
                executed.exitCode(),
                executed.stdout(),
                executed.stderr(),
                executed.took());
        listener.accept(output);
        return output;
    }

    /**
     * Runs kubectl with these arguments as a means, not as what is claimed.
     *
     * @throws KubectlException when it fails
     */
    public Output succeed(String... arguments) {
        Output output = run(arguments);
        if (output.exitCode() != 0) {
            throw new KubectlException(output);
        }
        return output;
    }

    /** Applies a manifest, named by its path below the directory of manifests, as {@link #succeed} does. */
    public Output apply(String manifest) {
        return succeed("apply", "-f", manifest);
    }
}

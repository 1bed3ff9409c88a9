package io.tutorproof.cluster;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.tutorproof.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lets only a cluster be touched that was named, and one that may be shared only when it was named twice. */
final class ContextGuard {
    private static final List<String> LOCAL =
            List.of("kind-", "k3d-", "minikube", "docker-desktop", "rancher-desktop", "colima", "orbstack");

    private ContextGuard() {}

    /** A context, and what its file calls its cluster and its user. */
    record Named(Config config, String cluster, String user) {}

    /**
     * The one context of the one file that the settings name.
     *
     * @throws ClusterException when they do not name it as they have to
     */
    static Named context(Settings settings) {
        Path file = Path.of(settings.kubeconfig()).toAbsolutePath();
        String context = settings.context();
        String content = read(file);
        List<NamedContext> contexts = contexts(file, content);
        List<String> known = contexts.stream().map(NamedContext::getName).toList();
        if (context.isEmpty()) {
            throw new ClusterException("tutorproof.kubeconfig is given and tutorproof.context is not: say which of the"
                    + " contexts of " + file + " is meant, the current one is never taken: " + known);
        }
        NamedContext named = contexts.stream()
                .filter(one -> one.getName().equals(context))
                .findFirst()
                .orElseThrow(() -> new ClusterException(
                        "tutorproof.context is '" + context + "', and " + file + " has the contexts " + known));
        Config config = Config.fromKubeconfig(context, file.toFile());
        refuseShared(settings, context, config.getMasterUrl());
        return new Named(
                config, named.getContext().getCluster(), named.getContext().getUser());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ClusterException("tutorproof.kubeconfig names " + file + ", which cannot be read: " + e, e);
        }
    }

    private static List<NamedContext> contexts(Path file, String content) {
        try {
            return Serialization.unmarshal(content, io.fabric8.kubernetes.api.model.Config.class)
                    .getContexts();
        } catch (RuntimeException e) {
            throw new ClusterException(
                    "tutorproof.kubeconfig names " + file + ", which is no kubeconfig: " + e.getMessage(), e);
        }
    }

    static void refuseShared(Settings settings, String context, String server) {
        String owned = settings.ownedCluster();
        if (!owned.isEmpty() && !owned.equals(context)) {
            throw new ClusterException("tutorproof.i-own-this-cluster is '" + owned + "' and tutorproof.context is '"
                    + context + "': they have to be the same");
        }
        if (owned.isEmpty() && !(isLocalName(context) && isLocalServer(server))) {
            throw new ClusterException("context '" + context + "' (" + server + ") is not known to be a cluster of this"
                    + " machine alone (" + String.join(", ", LOCAL) + "), so others may use it. What would disturb them"
                    + " is left out; if you may make namespaces there, say so:"
                    + " -Dtutorproof.i-own-this-cluster=" + context);
        }
    }

    private static boolean isLocalName(String context) {
        return LOCAL.stream().anyMatch(name -> name.endsWith("-") ? context.startsWith(name) : context.equals(name));
    }

    /** A name can be given to any cluster, so its server has to be of this machine or of its private networks too. */
    private static boolean isLocalServer(String server) {
        String host = String.valueOf(URI.create(server).getHost());
        if (host.endsWith(".docker.internal") || host.equals("localhost")) {
            return true;
        }
        if (!host.matches("[0-9.]+|\\[.*]")) {
            return false; // a name would have to be asked for, and may lead elsewhere the next time
        }
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress() || address.isAnyLocalAddress() || address.isSiteLocalAddress();
        } catch (IOException e) {
            return false;
        }
    }
}

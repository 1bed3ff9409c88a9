package io.tutorproof.cluster;

import io.tutorproof.kubeconfig.Entrance;
import io.tutorproof.kubeconfig.Kubeconfig;
import io.tutorproof.kubeconfig.KubeconfigException;
import io.tutorproof.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/** Lets only a cluster be touched that was named, and one that may be shared only when it was named twice. */
final class ContextGuard {
    private static final List<String> LOCAL =
            List.of("kind-", "k3d-", "minikube", "docker-desktop", "rancher-desktop", "colima", "orbstack");

    private ContextGuard() {}

    /**
     * The one context of the one kubeconfig that the settings name.
     *
     * @throws ClusterException when they do not name it as they have to
     * @throws KubeconfigException when it cannot be followed
     */
    static Entrance entrance(Settings settings) {
        Kubeconfig kubeconfig = Kubeconfig.read(settings.kubeconfig());
        String context = settings.context();
        if (context.isEmpty()) {
            throw new ClusterException(
                    "tutorproof.kubeconfig is given and tutorproof.context is not: say which of the" + " contexts of "
                            + kubeconfig + " is meant, the current one is never taken: " + kubeconfig.contexts());
        }
        Entrance entrance = kubeconfig.entrance(context);
        refuseShared(settings, context, entrance.client().getMasterUrl());
        return entrance;
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

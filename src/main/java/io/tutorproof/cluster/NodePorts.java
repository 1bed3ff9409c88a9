package io.tutorproof.cluster;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The node ports that a tutorial names, in a cluster of ours. Kubernetes gives any of them, at random, to a service that asks for none
 * in particular, such as that of the ingress controller: then every claim about that port would be about something else.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/service/#avoid-nodeport-collisions">how they are given</a>
 */
public final class NodePorts {
    private static final int UNPROCESSABLE = 422;

    /** Of the range from which Kubernetes itself chooses, whose first ports it leaves to those who name one. */
    private static final int FIRST = 30086;

    private static final int LAST = 32767;
    private static final int TRIES = 50;

    private final KubernetesClient client;
    private final Set<Integer> wanted;

    /**
     * Makes it.
     *
     * @param wanted the ports that the tutorial names
     */
    public NodePorts(KubernetesClient client, Set<Integer> wanted) {
        this.client = client;
        this.wanted = Set.copyOf(wanted);
    }

    /** Gives other ports to services of the cluster's own that have one of these. */
    public synchronized void free() {
        for (Service service :
                client.services().inNamespace("kube-system").list().getItems()) {
            List<ServicePort> ports = service.getSpec().getPorts();
            for (int i = 0; i < ports.size(); i++) {
                Integer port = ports.get(i).getNodePort();
                if (port != null && wanted.contains(port)) {
                    move(service, i);
                }
            }
        }
    }

    private void move(Service service, int index) {
        for (int tries = 0; tries < TRIES; tries++) {
            int other;
            do {
                other = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            } while (wanted.contains(other));
            if (isMoved(service, index, other)) {
                return;
            }
        }
        throw new ClusterException("no free node port was found for service "
                + service.getMetadata().getName() + " of the cluster's own, which has one that the tutorial names");
    }

    /** Whether there is nothing left to do; not so when the other port is taken too. */
    private boolean isMoved(Service service, int index, int other) {
        try {
            client.resource(service).edit(current -> {
                current.getSpec().getPorts().get(index).setNodePort(other);
                return current;
            });
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return true; // it has just gone, with its port
            }
            if (e.getCode() == UNPROCESSABLE || e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw e;
        }
    }
}

package io.tutorproof.junit;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.tutorproof.cluster.Cluster;
import io.tutorproof.observe.Deadlines;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A namespace of a claim's own, with our label. */
record LabNamespace(KubernetesClient client, String name) {
    /** Makes it, and waits for its default account, before which no pod can be made. */
    static LabNamespace make(Cluster cluster, String name) {
        KubernetesClient client = cluster.client();
        cluster.namespaces().make(name);
        client.serviceAccounts()
                .inNamespace(name)
                .withName("default")
                .waitUntilCondition(Objects::nonNull, Deadlines.CONTROLLER.toSeconds(), TimeUnit.SECONDS);
        return new LabNamespace(client, name);
    }

    /** Removes at once what the next claim may want (ports and hosts), and the rest in time, unless it is to be left. */
    void close(boolean leave) {
        client.services().inNamespace(name).delete();
        client.network().v1().ingresses().inNamespace(name).delete();
        if (!leave) {
            client.namespaces().withName(name).delete();
        }
    }
}

package io.tutorproof.junit;

import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.tutorproof.cluster.Cluster;
import io.tutorproof.observe.Deadlines;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A namespace to try a claim in, with our label. */
record ClaimNamespace(KubernetesClient client, String name) {
    /** Makes it, and waits for its default account, before which no pod can be made. */
    static ClaimNamespace make(Cluster cluster, String name) {
        KubernetesClient client = cluster.client();
        cluster.namespaces().make(name);
        client.serviceAccounts()
                .inNamespace(name)
                .withName("default")
                .waitUntilCondition(Objects::nonNull, Deadlines.CONTROLLER.toSeconds(), TimeUnit.SECONDS);
        return new ClaimNamespace(client, name);
    }

    /** What becomes of it when its claim was tried. */
    enum End {
        /** It goes, and the next run finds nothing of it. */
        REMOVED,
        /**
         * It goes with the cluster, and until then nothing runs in it. To remove a namespace, Kubernetes asks for each kind
         * of object whether there is one: some 300 requests, which for all claims would be most of what its API has to do.
         * Nobody waits for the rest: what of it is not stopped goes with the cluster too.
         */
        EMPTIED,
        /** It is there to be looked at. */
        LEFT
    }

    /** Removes at once what the next claim may want (ports and hosts), and the rest in time, as far as it is to go. */
    void close(End end) {
        client.services().inNamespace(name).delete();
        client.network().v1().ingresses().inNamespace(name).delete();
        switch (end) {
            case REMOVED -> client.namespaces().withName(name).delete();
            case EMPTIED -> {
                var unused = CompletableFuture.runAsync(this::stopAll, ClaimNamespace::onThread);
            }
            case LEFT -> {}
        }
    }

    /** On one that keeps no run from ending. */
    private static void onThread(Runnable emptying) {
        Thread thread = new Thread(emptying, "tutorproof-emptying");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whatever makes pods goes before them. */
    private void stopAll() {
        if (client.supports(CronJob.class)) {
            client.batch().v1().cronjobs().inNamespace(name).delete();
        } else { // before Kubernetes 1.21
            client.batch().v1beta1().cronjobs().inNamespace(name).delete();
        }
        client.batch().v1().jobs().inNamespace(name).delete();
        client.apps().deployments().inNamespace(name).delete();
        client.apps().replicaSets().inNamespace(name).delete();
        client.apps().statefulSets().inNamespace(name).delete();
        client.apps().daemonSets().inNamespace(name).delete();
        client.pods().inNamespace(name).delete();
    }
}

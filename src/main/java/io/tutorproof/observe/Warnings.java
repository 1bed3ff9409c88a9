package io.tutorproof.observe;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** What controllers and kubelets warn of in a namespace. */
final class Warnings implements Watcher<Event> {
    private final Journal journal;

    private Warnings(Journal journal) {
        this.journal = journal;
    }

    /**
     * Tells the journal of them from now on. They only tell sooner what is in the way, so a cluster that does not show them is
     * watched without: empty there.
     */
    static Optional<Watch> watch(KubernetesClient client, String namespace, Journal journal) {
        try {
            return Optional.of(client.v1()
                    .events()
                    .inNamespace(namespace)
                    .withField("type", "Warning")
                    .watch(new Warnings(journal)));
        } catch (KubernetesClientException e) {
            LoggerFactory.getLogger(Warnings.class)
                    .debug("warnings of {} cannot be watched: {}", namespace, e.toString());
            return Optional.empty();
        }
    }

    @Override
    public void eventReceived(Action action, Event warning) {
        if (action == Action.ADDED || action == Action.MODIFIED) {
            journal.tell(obstacles -> obstacles.warned(warning));
        }
    }

    @Override
    public void onClose(WatcherException cause) {}
}

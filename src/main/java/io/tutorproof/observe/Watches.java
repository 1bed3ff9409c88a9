package io.tutorproof.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Watches of one namespace, which the client resumes by itself when their connection ends, for as long as the API server lets it. */
final class Watches implements AutoCloseable {
    private final KubernetesClient client;
    private final String namespace;
    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();

    Watches(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * Begins one, from what was listed.
     *
     * @param told told of each event but bookmarks
     * @param broken told why there will be no more
     */
    <T extends HasMetadata, L extends KubernetesResourceList<T>> void begin(
            Class<T> type,
            NonNamespaceOperation<T, L, ?> resources,
            L listed,
            BiConsumer<Watcher.Action, T> told,
            Consumer<String> broken) {
        watches.add(resources.watch(
                new ListOptionsBuilder()
                        .withResourceVersion(listed.getMetadata().getResourceVersion())
                        .build(),
                watcher(told, broken)));
        String version = HasMetadata.getApiVersion(type);
        paths.add((version.contains("/") ? "/apis/" : "/api/") + version + "/namespaces/" + namespace + "/"
                + HasMetadata.getPlural(type));
    }

    private static <T> Watcher<T> watcher(BiConsumer<Watcher.Action, T> told, Consumer<String> broken) {
        return new Watcher<T>() {
            @Override
            public void eventReceived(Action action, T item) {
                try {
                    if (action != Action.BOOKMARK) {
                        told.accept(action, item);
                    }
                } catch (RuntimeException e) {
                    broken.accept("an event could not be understood: " + e); // the client would only log it
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                broken.accept(String.valueOf(cause.getMessage()));
            }
        };
    }

    /** Begins one that nothing depends on. */
    void add(Watch watch) {
        watches.add(watch);
    }

    /** Why they cannot be resumed, in the API server's words: the client tries again and again without a word. Empty when they can. */
    Optional<String> whyNotResumed() {
        List<CompletableFuture<Optional<String>>> answers =
                paths.stream().map(path -> Background.ask(() -> whyNot(path))).toList();
        return answers.stream()
                .map(Background::joined)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> whyNot(String path) {
        try {
            client.raw(path + "?watch=true&timeoutSeconds=1");
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return Optional.of("the watch of " + path + " cannot be resumed: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }
}

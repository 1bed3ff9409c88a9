package io.tutorproof.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** How far watches have come: the newest version told of each object, beside what the API lists. */
final class Told {
    private final List<Supplier<List<? extends HasMetadata>>> lists = new CopyOnWriteArrayList<>();

    /** By UID; that of an object that is gone is past all others. */
    private final Map<String, Long> versions = new HashMap<>();

    /** A list that is watched from now on. */
    void watching(Supplier<List<? extends HasMetadata>> list) {
        lists.add(() -> asked(list));
    }

    /** A connection that was kept open may have been cut since, as those of watches, which go on by a new one. */
    private static List<? extends HasMetadata> asked(Supplier<List<? extends HasMetadata>> list) {
        try {
            return list.get();
        } catch (KubernetesClientException e) {
            if (!(e.getCause() instanceof IOException)) {
                throw e; // what the API answered
            }
            return list.get();
        }
    }

    void told(HasMetadata item, Event.Change change) {
        versions.put(item.getMetadata().getUid(), change == Event.Change.DELETED ? Long.MAX_VALUE : version(item));
    }

    /** Numbers that grow, as Kubernetes' API concepts have it since 1.35, and etcd always had. */
    private static long version(HasMetadata item) {
        return Long.parseLong(item.getMetadata().getResourceVersion());
    }

    /** What the API lists now: versions by UID. */
    Map<String, Long> listed() {
        Map<String, Long> listed = new ConcurrentHashMap<>();
        lists.parallelStream()
                .flatMap(list -> list.get().stream())
                .forEach(item -> listed.put(item.getMetadata().getUid(), version(item)));
        return listed;
    }

    /** Whether all of that, or something newer, has been told. */
    boolean includes(Map<String, Long> listed) {
        return listed.entrySet().stream()
                .allMatch(item -> versions.getOrDefault(item.getKey(), -1L) >= item.getValue());
    }
}

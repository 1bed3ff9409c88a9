package io.tutorproof.observe;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known to be in the way of a namespace's objects, by their conditions and by the warnings about them. */
final class Obstacles {
    private record Found(String what, long since) {}

    /** By UID of the object, and whether its condition or a warning says so. */
    private final Map<String, Found> byObject = new LinkedHashMap<>();

    private final Map<String, Found> byWarning = new LinkedHashMap<>();

    /** An object is there in this state. */
    void seen(HasMetadata item) {
        String uid = item.getMetadata().getUid();
        String what = said(item)
                .flatMap(text -> Obstacle.in(text).stream())
                .findFirst()
                .orElse(null);
        if (what == null) {
            byObject.remove(uid);
        } else {
            byObject.putIfAbsent(uid, new Found(named(item) + ": " + what, System.nanoTime()));
        }
        if (isWell(item)) {
            byWarning.remove(uid);
        }
    }

    /** An object is gone. */
    void gone(HasMetadata item) {
        byObject.remove(item.getMetadata().getUid());
        byWarning.remove(item.getMetadata().getUid());
    }

    /** A controller or a kubelet warns of something about an object. */
    void warned(Event warning) {
        Obstacle.in(warning.getReason() + ": " + warning.getMessage())
                .ifPresent(what -> byWarning.putIfAbsent(
                        String.valueOf(warning.getInvolvedObject().getUid()),
                        new Found(
                                warning.getInvolvedObject().getKind() + " "
                                        + warning.getInvolvedObject().getName() + ": " + what,
                                System.nanoTime())));
    }

    /** The first that has lasted so long. */
    Optional<String> lasting(Duration least) {
        long now = System.nanoTime();
        return Stream.concat(byObject.values().stream(), byWarning.values().stream())
                .filter(found -> now - found.since() >= least.toNanos())
                .map(Found::what)
                .findFirst();
    }

    private static Stream<String> said(HasMetadata item) {
        if (item instanceof Pod pod) {
            Stream<String> waiting = Stream.concat(
                            pod.getStatus().getContainerStatuses().stream(),
                            pod.getStatus().getInitContainerStatuses().stream())
                    .map(ContainerStatus::getState)
                    .filter(state -> state != null && state.getWaiting() != null)
                    .map(state -> state.getWaiting().getReason() + ": "
                            + state.getWaiting().getMessage());
            Stream<String> unscheduled = pod.getStatus().getConditions().stream()
                    .filter(condition -> condition.getType().equals("PodScheduled")
                            && condition.getStatus().equals("False"))
                    .map(condition -> condition.getReason() + ": " + condition.getMessage());
            return Stream.concat(waiting, unscheduled);
        }
        if (item instanceof ReplicaSet set && set.getStatus() != null) {
            return set.getStatus().getConditions().stream()
                    .filter(condition -> condition.getType().equals("ReplicaFailure")
                            && condition.getStatus().equals("True"))
                    .map(condition -> condition.getReason() + ": " + condition.getMessage());
        }
        return Stream.empty();
    }

    /** Whether what a warning said of it is over. */
    private static boolean isWell(HasMetadata item) {
        return item instanceof Pod pod
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    private static String named(HasMetadata item) {
        return item.getKind() + " " + item.getMetadata().getName();
    }
}

package io.tutorproof.observe;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** What is known to be in the way of a namespace's objects, by their conditions and by the warnings about them. */
final class Obstacles {
    /** What lasts so long is in the way; what goes away by itself, such as a controller's conflict, is not. */
    private static final Duration LASTING = Duration.ofSeconds(4);

    /** A warning that is not repeated for so long may be about something that is over. */
    private static final Duration HEEDED = Duration.ofSeconds(30);

    /** Times are of the clock, in nanoseconds. */
    private record Found(String what, long since, long last) {}

    private final LongSupplier clock;

    /** What conditions say, by UID of the object. */
    private final Map<String, Found> byObject = new LinkedHashMap<>();

    /** What warnings say, by UID of the object. */
    private final Map<String, Found> byWarning = new LinkedHashMap<>();

    /** Known by a clock such as {@link System#nanoTime()}. */
    Obstacles(LongSupplier clock) {
        this.clock = clock;
    }

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
            note(byObject, uid, named(item) + ": " + what);
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
        ObjectReference about = warning.getInvolvedObject();
        Obstacle.in(warning.getReason() + ": " + warning.getMessage())
                .ifPresent(what -> note(
                        byWarning,
                        String.valueOf(about.getUid()),
                        about.getKind() + " " + about.getName() + ": " + what));
    }

    private void note(Map<String, Found> where, String uid, String what) {
        long now = clock.getAsLong();
        where.compute(uid, (key, known) -> new Found(what, known == null ? now : known.since(), now));
    }

    /** What has been in the way for some seconds, and still is. */
    Optional<String> inTheWay() {
        long now = clock.getAsLong();
        return Stream.concat(
                        byObject.values().stream().filter(found -> now - found.since() >= LASTING.toNanos()),
                        repeated().filter(found -> now - found.last() <= HEEDED.toNanos()))
                .map(Found::what)
                .findFirst();
    }

    /** What may have been in the way: a condition, however short, or a warning that was repeated. */
    Optional<String> any() {
        return Stream.concat(byObject.values().stream(), repeated())
                .map(Found::what)
                .findFirst();
    }

    /** A kubelet warns of much that succeeds when it tries again; of the rest it warns each time. */
    private Stream<Found> repeated() {
        return byWarning.values().stream().filter(found -> found.last() - found.since() >= LASTING.toNanos());
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

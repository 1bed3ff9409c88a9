package io.tutorproof.report;

import io.tutorproof.observe.Event;
import io.tutorproof.observe.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One pod through time. */
final class PodLane {
    /** What a reader tells apart of a pod. */
    enum Phase {
        PENDING("pending"),
        UNREADY("running, not ready"),
        READY("ready"),
        TERMINATING("terminating"),
        ENDED("ended");

        final String words;

        Phase(String words) {
            this.words = words;
        }

        String style() {
            return "pod-" + name().toLowerCase(Locale.ROOT);
        }

        static Phase of(Snapshot.Pod pod) {
            if (pod.phase().equals("Succeeded") || pod.phase().equals("Failed")) {
                return ENDED;
            }
            if (pod.terminating()) {
                return TERMINATING;
            }
            if (pod.ready()) {
                return READY;
            }
            return pod.phase().equals("Running") ? UNREADY : PENDING;
        }
    }

    /** A time in which the pod was in one phase; without an end when it still was when recording ended. */
    record Stretch(Phase phase, Instant from, @Nullable Instant to) {}

    private final List<Stretch> stretches = new ArrayList<>();
    private final List<Instant> restarts = new ArrayList<>();
    private Snapshot.Pod last;
    private boolean gone;

    PodLane(Event first, Snapshot.Pod pod) {
        last = pod;
        stretches.add(new Stretch(Phase.of(pod), first.at(), null));
    }

    void take(Event event, Snapshot.Pod pod) {
        if (pod.restarts() > last.restarts()) {
            restarts.add(event.at());
        }
        Stretch open = stretches.get(stretches.size() - 1);
        boolean deleted = event.change() == Event.Change.DELETED;
        if (gone || (!deleted && Phase.of(pod) == open.phase())) {
            last = pod;
            return;
        }
        stretches.set(stretches.size() - 1, new Stretch(open.phase(), open.from(), event.at()));
        if (!deleted) {
            stretches.add(new Stretch(Phase.of(pod), event.at(), null));
        }
        gone = deleted;
        last = pod;
    }

    /** The pod as it was last seen. */
    Snapshot.Pod pod() {
        return last;
    }

    /** What its colour stands for: its controller, or its image when it has none. */
    String owner() {
        String owner = last.owner();
        return owner == null ? last.image() : owner;
    }

    List<Stretch> stretches() {
        return stretches;
    }

    /** When a container of it had been started anew. */
    List<Instant> restarts() {
        return restarts;
    }

    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        Instant begun = stretches.get(0).from();
        for (Stretch stretch : stretches) {
            words.add(stretch.phase().words + " from " + Svg.seconds(Svg.secondsBetween(begun, stretch.from())));
        }
        return last.name() + ": " + String.join(", ", words) + (gone ? ", then gone" : "");
    }
}

package io.tutorproof.scenario;

import io.tutorproof.observe.Condition;
import io.tutorproof.observe.Event;
import io.tutorproof.observe.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * The positive controls of windows in which nothing was to happen: the same watch, or looks at the same subject, have to have
 * seen somewhere in the test what the window had to be without.
 */
final class Controls {
    private final List<Condition<?>> conditions = new ArrayList<>();
    private final List<Probe<?>> probes = new ArrayList<>();
    private final Map<String, List<Object>> looks = new ConcurrentHashMap<>();

    void need(Condition<?> condition) {
        conditions.add(condition);
    }

    void need(Probe<?> probe) {
        probes.add(probe);
    }

    /** The probe, with all that it sees kept. */
    <T> Probe<T> remembering(Probe<T> probe) {
        List<Object> seen = looks.computeIfAbsent(probe.subject(), key -> new CopyOnWriteArrayList<>());
        return probe.telling(one -> {
            if (!seen.contains(one)) {
                seen.add(one);
            }
        });
    }

    /**
     * Notes what was seen otherwise.
     *
     * @throws Inconclusive when that is missing for a window
     */
    void noteAll(History history, Notes notes) {
        for (Condition<?> condition : conditions) {
            Event event = history.firstSeenOtherwise(condition).orElseThrow(() -> missing(condition.what()));
            notes.control("The same watch told of " + event + ", when it was not so that: " + condition.what());
        }
        for (Probe<?> probe : probes) {
            Object otherwise = firstLookOtherwise(probe).orElseThrow(() -> missing(probe.what()));
            notes.control("Looked at in the same way, " + probe.subject() + " also showed what is not: " + probe.what()
                    + "; it was " + otherwise);
        }
    }

    private static Inconclusive missing(String what) {
        return new Inconclusive(
                "nothing in this test has shown that one would have seen it, had it not been so that: " + what);
    }

    /** Probes of one subject see things of one type. */
    @SuppressWarnings("unchecked")
    private Optional<Object> firstLookOtherwise(Probe<?> probe) {
        Predicate<Object> wanted = (Predicate<Object>) probe.wanted();
        return looks.getOrDefault(probe.subject(), List.of()).stream()
                .filter(seen -> !wanted.test(seen))
                .findFirst();
    }
}

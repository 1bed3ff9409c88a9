package io.tutorproof.observe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Judges histories as {@link PodsOverTime} does, but by the definitions alone: every moment is made anew from the first
 * event on, and every judgement is a sentence over all moments. Slow, and too simple to hide a mistake in.
 */
final class ReferenceJudge {
    private final List<List<Snapshot.Pod>> moments;
    private final List<Integer> wanted;

    ReferenceJudge(List<Event> events, int from, String selector) {
        Selector selected = Selector.parse(selector);
        List<List<Snapshot>> all = moments(events, from);
        this.moments = all.stream()
                .map(objects -> only(Snapshot.Pod.class, objects).stream()
                        .filter(pod -> selected.matches(pod.labels()))
                        .toList())
                .toList();
        this.wanted = all.stream()
                .map(objects -> only(Snapshot.ReplicaSet.class, objects).stream()
                        .mapToInt(Snapshot.ReplicaSet::wanted)
                        .sum())
                .toList();
    }

    /** What was there before the event of this number, and after it and each later one. */
    static List<List<Snapshot>> moments(List<Event> events, int from) {
        return IntStream.rangeClosed(from, events.size())
                .mapToObj(end -> {
                    Map<String, Snapshot> objects = new LinkedHashMap<>();
                    for (Event event : events.subList(0, end)) {
                        if (event.change() == Event.Change.DELETED) {
                            objects.remove(event.object().uid());
                        } else {
                            objects.put(event.object().uid(), event.object());
                        }
                    }
                    return List.copyOf(objects.values());
                })
                .toList();
    }

    static <S extends Snapshot> List<S> only(Class<S> kind, List<Snapshot> objects) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private List<Snapshot.Pod> first() {
        return moments.get(0);
    }

    boolean judgesNothing() {
        return first().isEmpty();
    }

    private static Set<String> uids(List<Snapshot.Pod> pods, Predicate<Snapshot.Pod> which) {
        return pods.stream().filter(which).map(Snapshot.Pod::uid).collect(Collectors.toSet());
    }

    private boolean always(Predicate<List<Snapshot.Pod>> condition) {
        return moments.stream().allMatch(condition);
    }

    boolean neverFewerReadyThan(int least) {
        return always(moment ->
                uids(moment, pod -> pod.ready() && !pod.terminating()).size() >= least);
    }

    boolean neverMoreThan(int most) {
        return always(moment -> uids(moment, pod -> !pod.terminating()).size() <= most);
    }

    boolean wantedUpTo(int most) {
        return wanted.stream().allMatch(sum -> sum <= most) && wanted.contains(most);
    }

    boolean wereReplacedOnceOthersWereReady() {
        Set<String> before = uids(first(), pod -> true);
        Set<String> old = uids(first(), pod -> !pod.terminating());
        return IntStream.range(0, moments.size()).allMatch(now -> {
                    Set<String> staying = uids(moments.get(now), pod -> !pod.terminating());
                    long gone =
                            old.stream().filter(uid -> !staying.contains(uid)).count();
                    long wereReady = moments.subList(0, now + 1).stream()
                            .flatMap(moment -> uids(moment, Snapshot.Pod::ready).stream())
                            .distinct()
                            .filter(uid -> !before.contains(uid))
                            .count();
                    return gone <= wereReady;
                })
                && uids(moments.get(moments.size() - 1), pod -> !pod.terminating()).stream()
                        .noneMatch(old::contains);
    }

    boolean wereGoneBeforeTheFirstNew() {
        Set<String> old = uids(first(), pod -> true);
        return always(moment -> uids(moment, pod -> true).stream().allMatch(old::contains)
                        || uids(moment, pod -> !Set.of("Succeeded", "Failed").contains(pod.phase())).stream()
                                .noneMatch(old::contains))
                && !always(moment -> old.containsAll(uids(moment, pod -> true)));
    }

    long leastReady() {
        return moments.stream()
                .mapToLong(moment ->
                        uids(moment, pod -> pod.ready() && !pod.terminating()).size())
                .min()
                .orElseThrow();
    }
}

package io.tutorproof.observe;

import java.util.ArrayList;
import java.util.HashSet;
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
    private final List<List<Snapshot.Pod>> moments = new ArrayList<>();
    private final List<Integer> wanted = new ArrayList<>();

    ReferenceJudge(List<Event> events, int from, String selector) {
        Selector selected = Selector.parse(selector);
        for (int end = from; end <= events.size(); end++) {
            Map<String, Snapshot> objects = new LinkedHashMap<>();
            for (Event event : events.subList(0, end)) {
                objects.remove(event.object().uid());
                if (event.change() != Event.Change.DELETED) {
                    objects.put(event.object().uid(), event.object());
                }
            }
            moments.add(objects.values().stream()
                    .filter(Snapshot.Pod.class::isInstance)
                    .map(Snapshot.Pod.class::cast)
                    .filter(pod -> selected.matches(pod.labels()))
                    .toList());
            wanted.add(objects.values().stream()
                    .filter(Snapshot.ReplicaSet.class::isInstance)
                    .mapToInt(set -> ((Snapshot.ReplicaSet) set).wanted())
                    .sum());
        }
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

    boolean keptTheirIdentity() {
        Set<String> going = uids(first(), Snapshot.Pod::terminating);
        Set<List<Object>> kept = identities(first(), going);
        return !kept.isEmpty() && always(moment -> identities(moment, going).equals(kept));
    }

    private static Set<List<Object>> identities(List<Snapshot.Pod> pods, Set<String> besides) {
        return pods.stream()
                .filter(pod -> !besides.contains(pod.uid()))
                .map(pod -> List.<Object>of(pod.name(), pod.uid(), pod.restarts(), pod.terminating()))
                .collect(Collectors.toSet());
    }

    boolean keptTheirImage(String image) {
        Map<String, Set<String>> ids = new LinkedHashMap<>();
        moments.stream().flatMap(List::stream).forEach(pod -> {
            String id = pod.imageId();
            if (id != null) {
                ids.computeIfAbsent(pod.uid(), uid -> new HashSet<>()).add(id);
            }
        });
        return always(moment -> moment.stream().allMatch(pod -> pod.image().equals(image)))
                && ids.values().stream().allMatch(seen -> seen.size() == 1);
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

    boolean neverReady(String uid) {
        return moments.stream().anyMatch(moment -> uids(moment, pod -> true).contains(uid))
                && always(moment -> !uids(moment, Snapshot.Pod::ready).contains(uid));
    }

    long leastReady() {
        return moments.stream()
                .mapToLong(moment ->
                        uids(moment, pod -> pod.ready() && !pod.terminating()).size())
                .min()
                .orElseThrow();
    }
}

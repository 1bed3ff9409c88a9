package io.tutorproof.observe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The pods of a selector, moment by moment: the judge over claims about time. Each method passes or throws an
 * {@link AssertionError} that says what was wanted and what was seen; none is satisfied by having seen no pod.
 */
public final class PodsOverTime {
    private final String selector;
    private final List<List<Snapshot.Pod>> moments;
    private final List<Integer> wantedByReplicaSets;

    private PodsOverTime(String selector, List<List<Snapshot.Pod>> moments, List<Integer> wantedByReplicaSets) {
        this.selector = selector;
        this.moments = moments;
        this.wantedByReplicaSets = wantedByReplicaSets;
    }

    static PodsOverTime of(List<State> states, Selector selector) {
        List<List<Snapshot.Pod>> moments = new ArrayList<>();
        for (State state : states) {
            List<Snapshot.Pod> pods = state.pods(selector);
            if (moments.isEmpty() || !moments.get(moments.size() - 1).equals(pods)) {
                moments.add(pods);
            }
        }
        if (moments.get(0).isEmpty()) {
            throw new AssertionError("no pod matched " + selector + " when watching began");
        }
        List<Integer> wanted = states.stream()
                .map(state -> state.all(Snapshot.ReplicaSet.class).stream()
                        .mapToInt(Snapshot.ReplicaSet::wanted)
                        .sum())
                .toList();
        return new PodsOverTime(selector.toString(), moments, wanted);
    }

    /** At no moment were fewer pods ready, terminating ones not counted. */
    public PodsOverTime neverFewerReadyThan(int least) {
        for (List<Snapshot.Pod> moment : moments) {
            long ready = count(moment, pod -> pod.ready() && !pod.terminating());
            if (ready < least) {
                throw new AssertionError("wanted at least " + least + " ready pods of " + selector
                        + " at every moment, saw " + ready + ": " + moment);
            }
        }
        return this;
    }

    /**
     * At no moment did the ReplicaSets of the namespace together want more pods, and at one they wanted so many. This is
     * what a Deployment's {@code maxSurge} bounds; the pods themselves may be more for some milliseconds, when one
     * ReplicaSet's controller is quicker to make a pod than the other's to remove one.
     */
    public PodsOverTime wantedUpTo(int most) {
        int seen =
                wantedByReplicaSets.stream().mapToInt(Integer::intValue).max().orElse(0);
        if (seen != most) {
            throw new AssertionError(
                    "wanted ReplicaSets that want " + most + " pods together at the most, saw " + seen);
        }
        return this;
    }

    /** At no moment were there more pods, terminating ones not counted: those may overlap with their successors. */
    public PodsOverTime neverMoreThan(int most) {
        for (List<Snapshot.Pod> moment : moments) {
            long there = count(moment, pod -> !pod.terminating());
            if (there > most) {
                throw new AssertionError("wanted at most " + most + " pods of " + selector + " at every moment, saw "
                        + there + ": " + moment);
            }
        }
        return this;
    }

    /**
     * The pods of the beginning were all replaced, and none had to go before as many others were ready as had gone;
     * those that were going already when it began are not counted.
     */
    public PodsOverTime wereReplacedOnceOthersWereReady() {
        Set<String> old = moments.get(0).stream()
                .filter(pod -> !pod.terminating())
                .map(Snapshot.Pod::uid)
                .collect(Collectors.toSet());
        Set<String> before = moments.get(0).stream().map(Snapshot.Pod::uid).collect(Collectors.toSet());
        Set<String> wereReady = new LinkedHashSet<>();
        for (List<Snapshot.Pod> moment : moments) {
            moment.stream()
                    .filter(pod -> !before.contains(pod.uid()) && pod.ready())
                    .forEach(pod -> wereReady.add(pod.uid()));
            long gone = old.size() - count(moment, pod -> old.contains(pod.uid()) && !pod.terminating());
            if (gone > wereReady.size()) {
                throw new AssertionError("wanted each old pod of " + selector + " to go after a new one was ready, saw "
                        + gone + " gone when " + wereReady.size() + " had been ready: " + moment);
            }
        }
        long left = count(moments.get(moments.size() - 1), pod -> old.contains(pod.uid()) && !pod.terminating());
        if (left > 0) {
            throw new AssertionError("wanted every old pod of " + selector + " replaced, saw " + left + " left");
        }
        return this;
    }

    /**
     * The pods of the beginning had all ended, and were not just terminating, before the first new one was made; and one
     * was. A pod that has ended (Succeeded or Failed) may still be listed for a moment.
     */
    public PodsOverTime wereGoneBeforeTheFirstNew() {
        Set<String> old = moments.get(0).stream().map(Snapshot.Pod::uid).collect(Collectors.toSet());
        boolean replaced = false;
        for (List<Snapshot.Pod> moment : moments) {
            long left = count(moment, pod -> old.contains(pod.uid()) && !hasEnded(pod));
            long fresh = count(moment, pod -> !old.contains(pod.uid()));
            if (left > 0 && fresh > 0) {
                throw new AssertionError("wanted every old pod of " + selector + " gone before the first new one, saw "
                        + left + " old beside " + fresh + " new: " + moment);
            }
            replaced |= fresh > 0;
        }
        if (!replaced) {
            throw new AssertionError("wanted new pods of " + selector + " after the old ones, saw none");
        }
        return this;
    }

    /** The least number of ready pods, terminating ones not counted, at any moment. */
    public long leastReady() {
        return statistics(pod -> pod.ready() && !pod.terminating()).getMin();
    }

    /** What was seen in numbers, as evidence. */
    public String summary() {
        LongSummaryStatistics ready = statistics(pod -> pod.ready() && !pod.terminating());
        LongSummaryStatistics there = statistics(pod -> !pod.terminating());
        return "in " + moments.size() + " moments " + ready.getMin() + " to " + ready.getMax() + " ready pods and "
                + there.getMin() + " to " + there.getMax() + " that were not terminating; ReplicaSets wanted at most "
                + wantedByReplicaSets.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private LongSummaryStatistics statistics(Predicate<Snapshot.Pod> condition) {
        return moments.stream().mapToLong(moment -> count(moment, condition)).summaryStatistics();
    }

    private static boolean hasEnded(Snapshot.Pod pod) {
        return pod.phase().equals("Succeeded") || pod.phase().equals("Failed");
    }

    private static long count(List<Snapshot.Pod> pods, Predicate<Snapshot.Pod> condition) {
        return pods.stream().filter(condition).count();
    }
}

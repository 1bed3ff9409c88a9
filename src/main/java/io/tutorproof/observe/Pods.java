package io.tutorproof.observe;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Conditions about some pods. Each is of those that are not terminating, where it does not say otherwise. A set of pods is
 * always there, be it empty; the front doors are {@link Observed#pods}, {@link Observed#pod} and {@link Observed#allPods}.
 */
public final class Pods {
    private final String which;
    private final String name;
    private final Predicate<Snapshot.Pod> isOne;

    private Pods(String which, String name, Predicate<Snapshot.Pod> isOne) {
        this.which = which;
        this.name = name;
        this.isOne = isOne;
    }

    static Pods labelled(String selector) {
        Selector parsed = Selector.parse(selector);
        return new Pods(selector, "", pod -> parsed.matches(pod.labels()));
    }

    static Pods all() {
        return new Pods("the namespace", "", pod -> true);
    }

    static Pods named(String name) {
        return new Pods("name " + name, name, pod -> pod.name().equals(name));
    }

    /** Those of them that are on an image. */
    public Pods on(String image) {
        return new Pods(
                which + " on " + image, name, isOne.and(pod -> pod.image().equals(image)));
    }

    /** Those of them that are there and not terminating. */
    public List<Snapshot.Pod> in(State state) {
        return staying(state.pods(isOne));
    }

    /** Exactly so many are there, and they are ready. */
    public Condition<List<Snapshot.Pod>> areReady(int count) {
        return running(count + " ready pods of ", pods -> areReady(pods, count), pod -> true);
    }

    /** It is there, and ready. */
    public Condition<List<Snapshot.Pod>> isReady() {
        return areReady(1);
    }

    /** As {@link #areReady}, and the pod with this UID is none of them. */
    public Condition<List<Snapshot.Pod>> areReadyWithout(int count, String uid) {
        return running(
                count + " ready pods without " + uid + " of ",
                pods -> areReady(pods, count)
                        && staying(pods).stream().noneMatch(pod -> pod.uid().equals(uid)),
                pod -> true);
    }

    /** Exactly so many are there, and they are ready, on this image. */
    public Condition<List<Snapshot.Pod>> areReady(int count, String image) {
        Predicate<Snapshot.Pod> onImage = pod -> pod.image().equals(image);
        return running(
                count + " ready pods on " + image + " of ",
                pods -> areReady(pods, count) && staying(pods).stream().allMatch(onImage),
                onImage);
    }

    /** Exactly one is there on each of these nodes and none elsewhere, and they are ready. */
    public Condition<List<Snapshot.Pod>> areReadyOn(List<String> nodes) {
        return running(
                "one ready pod on each of " + nodes + " of ",
                pods -> areReady(pods, nodes.size())
                        && Set.copyOf(nodes)
                                .equals(staying(pods).stream()
                                        .map(pod -> String.valueOf(pod.node()))
                                        .collect(Collectors.toSet())),
                pod -> true);
    }

    /** The second is not there before the first is ready. */
    public Condition<List<Snapshot.Pod>> comeInOrder(String first, String second) {
        return condition(
                second + " only once " + first + " is ready, of ",
                pods -> pods.stream().noneMatch(pod -> pod.name().equals(second))
                        || pods.stream().anyMatch(pod -> pod.name().equals(first) && pod.ready()));
    }

    /** They are these and no others, and no container of theirs was started anew or runs another image. */
    public Condition<List<Snapshot.Pod>> are(List<Snapshot.Pod> same) {
        if (same.isEmpty()) {
            throw new IllegalArgumentException("no pods that could stay as they are were given");
        }
        Set<Identity> wanted = identities(same);
        return condition(
                "the pods " + wanted + " and no others, of ",
                pods -> identities(staying(pods)).equals(wanted));
    }

    /** None is there but those that are terminating. */
    public Condition<List<Snapshot.Pod>> areNoLongerWanted() {
        return condition(
                "no pod that is not terminating of ", pods -> staying(pods).isEmpty());
    }

    /** None of them is ready, be they there or not, terminating or not. */
    public Condition<List<Snapshot.Pod>> areNotReady() {
        return condition("no ready pod of ", pods -> pods.stream().noneMatch(Snapshot.Pod::ready));
    }

    /** Exactly so many are there, whatever their state, terminating ones too: 0 when all of them are gone. */
    public Condition<List<Snapshot.Pod>> areInAll(int count) {
        return condition(count + " pods of ", pods -> pods.size() == count);
    }

    /** It is there, in this phase: Pending, Running, Succeeded or Failed. */
    public Condition<List<Snapshot.Pod>> isInPhase(String phase) {
        return condition(
                "phase " + phase + " of ",
                pods -> pods.size() == 1 && pods.get(0).phase().equals(phase));
    }

    /** It is there, and its containers were started anew at least so often. */
    public Condition<List<Snapshot.Pod>> wasRestarted(int atLeast) {
        return condition(
                "at least " + atLeast + " restarts of ",
                pods -> pods.size() == 1 && pods.get(0).restarts() >= atLeast);
    }

    /** It is there, its container runs, and it is not ready. */
    public Condition<List<Snapshot.Pod>> runsButIsNotReady() {
        return condition(
                "a running pod that is not ready, of ",
                pods -> pods.size() == 1
                        && pods.get(0).phase().equals("Running")
                        && !pods.get(0).ready());
    }

    /** A condition that cannot come true when one of those pods that it needs cannot start, as it was asked for. */
    private Condition<List<Snapshot.Pod>> running(
            String what, Predicate<List<Snapshot.Pod>> wanted, Predicate<Snapshot.Pod> needed) {
        return new Condition<>(
                what + which,
                Snapshot.Pod.class,
                name,
                state -> Optional.of(in(state)),
                (state, pods) -> wanted.test(state.pods(isOne)),
                state -> in(state).stream()
                        .filter(needed)
                        .filter(pod -> pod.cannotStart() != null
                                && Obstacle.in(pod.cannotStart()).isEmpty())
                        .map(pod -> "pod " + pod.name() + " cannot start: " + pod.cannotStart())
                        .findFirst(),
                true);
    }

    private Condition<List<Snapshot.Pod>> condition(String what, Predicate<List<Snapshot.Pod>> wanted) {
        return new Condition<>(
                what + which,
                Snapshot.Pod.class,
                name,
                state -> Optional.of(state.pods(isOne)),
                (state, pods) -> wanted.test(pods),
                state -> Optional.empty());
    }

    private static boolean areReady(List<Snapshot.Pod> pods, int count) {
        List<Snapshot.Pod> staying = staying(pods);
        return staying.size() == count && staying.stream().allMatch(Snapshot.Pod::ready);
    }

    private static List<Snapshot.Pod> staying(List<Snapshot.Pod> pods) {
        return pods.stream().filter(pod -> !pod.terminating()).toList();
    }

    private static Set<Identity> identities(List<Snapshot.Pod> pods) {
        return pods.stream()
                .map(pod -> new Identity(pod.name(), pod.uid(), pod.restarts(), pod.image(), pod.imageId()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What stays the same of a pod to which nothing happens. */
    private record Identity(
            String name,
            String uid,
            int restarts,
            String image,
            @Nullable String imageId) {
        @Override
        public String toString() {
            return name + " (uid " + uid + ", restarts " + restarts + ", " + image + ")";
        }
    }
}

package io.tutorproof.observe;

import java.util.List;
import java.util.function.Predicate;

/**
 * Conditions about some pods, to be waited for or to be looked up in a state.
 *
 * <pre>{@code
 * State state = lab.eventually(Pods.labelled("app=web").ready(3));
 * List<Snapshot.Pod> three = Pods.labelled("app=web").in(state);
 * lab.eventually(Pods.named("my-pod").inPhase("Succeeded"));
 * }</pre>
 */
public final class Pods {
    private final String which;
    private final Predicate<Snapshot.Pod> isOne;

    private Pods(String which, Predicate<Snapshot.Pod> isOne) {
        this.which = which;
        this.isOne = isOne;
    }

    /** The pods with these labels. */
    public static Pods labelled(String selector) {
        Selector parsed = Selector.parse(selector);
        return new Pods(selector, pod -> parsed.matches(pod.labels()));
    }

    /** Every pod of the namespace. */
    public static Pods all() {
        return new Pods("the namespace", pod -> true);
    }

    /** The pod of this name. */
    public static Pods named(String name) {
        return new Pods("name " + name, pod -> pod.name().equals(name));
    }

    /** Those of them that are on an image. */
    public Pods on(String image) {
        return new Pods(which + " on " + image, isOne.and(pod -> pod.image().equals(image)));
    }

    /** Those of them that are there and not terminating. */
    public List<Snapshot.Pod> in(State state) {
        return staying(state.pods(isOne));
    }

    /** Exactly so many are there that are not terminating, and they are ready. */
    public Condition ready(int count) {
        return running(count + " ready pods of ", pods -> areReady(pods, count), pod -> true);
    }

    /** It is there, and ready. */
    public Condition ready() {
        return ready(1);
    }

    /** As {@link #ready(int)}, and the pod with this UID is none of them. */
    public Condition readyWithout(int count, String uid) {
        return running(
                count + " ready pods without " + uid + " of ",
                pods -> areReady(pods, count)
                        && staying(pods).stream().noneMatch(pod -> pod.uid().equals(uid)),
                pod -> true);
    }

    /** Exactly so many are there that are not terminating, and they are ready, on this image. */
    public Condition staying(int count, String image) {
        Predicate<Snapshot.Pod> onImage = pod -> pod.image().equals(image);
        return running(
                count + " ready pods on " + image + " of ",
                pods -> areReady(pods, count) && staying(pods).stream().allMatch(onImage),
                onImage);
    }

    /** None is there but those that are terminating. */
    public Condition noneStaying() {
        return condition(
                "no pod that is not terminating of ", pods -> staying(pods).isEmpty());
    }

    /** None of them is ready, be they there or not. */
    public Condition noneReady() {
        return condition("no ready pod of ", pods -> pods.stream().noneMatch(Snapshot.Pod::ready));
    }

    /** Exactly so many are there, whatever their state: 0 when all of them are gone. */
    public Condition count(int count) {
        return condition(count + " pods of ", pods -> pods.size() == count);
    }

    /** It is there, in this phase: Pending, Running, Succeeded or Failed. */
    public Condition inPhase(String phase) {
        return condition(
                "phase " + phase + " of ",
                pods -> pods.size() == 1 && pods.get(0).phase().equals(phase));
    }

    /** It is there, and its containers were started anew at least so often. */
    public Condition restarted(int atLeast) {
        return condition(
                "at least " + atLeast + " restarts of ",
                pods -> pods.size() == 1 && pods.get(0).restarts() >= atLeast);
    }

    /** It is there, its container runs, and it is not ready. */
    public Condition runningUnready() {
        return condition(
                "a running pod that is not ready, of ",
                pods -> pods.size() == 1
                        && pods.get(0).phase().equals("Running")
                        && !pods.get(0).ready());
    }

    /** A condition that cannot come true when one of those pods that it needs cannot start. */
    private Condition running(String what, Predicate<List<Snapshot.Pod>> test, Predicate<Snapshot.Pod> needed) {
        return new Condition(
                what + which,
                state -> test.test(state.pods(isOne)),
                state -> staying(state.pods(isOne)).stream()
                        .filter(needed)
                        .filter(pod -> pod.cannotStart() != null)
                        .map(pod -> "pod " + pod.name() + " cannot start: " + pod.cannotStart())
                        .findFirst());
    }

    private Condition condition(String what, Predicate<List<Snapshot.Pod>> test) {
        return new Condition(what + which, state -> test.test(state.pods(isOne)));
    }

    private static boolean areReady(List<Snapshot.Pod> pods, int count) {
        List<Snapshot.Pod> staying = staying(pods);
        return staying.size() == count && staying.stream().allMatch(Snapshot.Pod::ready);
    }

    private static List<Snapshot.Pod> staying(List<Snapshot.Pod> pods) {
        return pods.stream().filter(pod -> !pod.terminating()).toList();
    }
}

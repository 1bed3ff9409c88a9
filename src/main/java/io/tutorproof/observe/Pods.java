package io.tutorproof.observe;

import java.util.List;

/** Conditions about the pods of a selector: {@code Pods.labelled("app=mi-app").ready(3)}. */
public final class Pods {
    private final Selector selector;

    private Pods(Selector selector) {
        this.selector = selector;
    }

    /** The pods with these labels. */
    public static Pods labelled(String selector) {
        return new Pods(Selector.parse(selector));
    }

    /** Exactly so many are there, all ready, none terminating. */
    public Condition ready(int count) {
        return new Condition(count + " ready pods of " + selector, state -> areReady(state.pods(selector), count));
    }

    /** As {@link #ready}, and the pod with this UID is gone. */
    public Condition readyWithout(int count, String uid) {
        return new Condition(count + " ready pods of " + selector + " without " + uid, state -> {
            List<Snapshot.Pod> pods = state.pods(selector);
            return areReady(pods, count)
                    && pods.stream().noneMatch(pod -> pod.uid().equals(uid));
        });
    }

    /** Exactly so many are there that are not terminating, and they are ready, on this image. */
    public Condition staying(int count, String image) {
        return new Condition(count + " ready pods of " + selector + " on " + image, state -> {
            List<Snapshot.Pod> staying = state.pods(selector).stream()
                    .filter(pod -> !pod.terminating())
                    .toList();
            return areReady(staying, count)
                    && staying.stream().allMatch(pod -> pod.image().equals(image));
        });
    }

    private static boolean areReady(List<Snapshot.Pod> pods, int count) {
        return pods.size() == count && pods.stream().allMatch(pod -> pod.ready() && !pod.terminating());
    }
}

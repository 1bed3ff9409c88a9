package io.tutorproof.observe;

import java.time.Duration;

/** Every time the judging knows, by name. All but {@link #WINDOW} are limits that a healthy cluster never comes near. */
public final class Deadlines {
    /** Pods made and Ready, images being on the node. */
    public static final Duration PODS_READY = Duration.ofSeconds(90);

    /** A Deployment's update, from the change to the last old pod. */
    public static final Duration ROLLOUT = Duration.ofMinutes(2);

    /** A controller noticing a change and acting on it. */
    public static final Duration CONTROLLER = Duration.ofSeconds(30);

    /** A node port answering, or ceasing to, after its endpoints changed. */
    public static final Duration PROXY = Duration.ofSeconds(30);

    /** What a distribution packages, such as its ingress controller, being installed after the nodes are Ready. */
    public static final Duration PACKAGED = Duration.ofMinutes(3);

    /** A container being started anew after it failed: the first wait is 10 s in Kubernetes, the second 20 s. */
    public static final Duration RESTART = Duration.ofSeconds(90);

    /** A single HTTP request. */
    public static final Duration REQUEST = Duration.ofSeconds(2);

    /** A single HTTP request of somebody who would rather wait than see an error. */
    public static final Duration PATIENT_REQUEST = Duration.ofSeconds(10);

    /** How long nothing must happen for a claim that nothing happens. */
    public static final Duration WINDOW = Duration.ofSeconds(5);

    private Deadlines() {}
}

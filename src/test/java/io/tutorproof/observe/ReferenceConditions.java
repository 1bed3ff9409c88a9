package io.tutorproof.observe;

import static io.tutorproof.observe.ReferenceJudge.only;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The conditions that claims are judged by, each beside its definition in one line over all that is there. They are about objects
 * that the history has, as far as it has some.
 */
final class ReferenceConditions {
    /** A condition, and what it means. */
    record Pair(Condition<?> ours, Predicate<List<Snapshot>> theirs) {}

    private static final String IMAGE = "andr35/imagen:v0.2.0";
    private static final int PORT = 80;

    private final Map<String, Pair> pairs = new LinkedHashMap<>();
    private final String selector;
    private final int number;

    private ReferenceConditions(String selector, int number) {
        this.selector = selector;
        this.number = number;
    }

    /**
     * All of them.
     *
     * @param named an object of each kind
     * @param before what was there when judging began
     */
    static Map<String, Pair> of(String selector, int number, List<Snapshot> named, List<Snapshot> before) {
        ReferenceConditions conditions = new ReferenceConditions(selector, number);
        conditions.ofPods(before);
        conditions.ofSets(named);
        conditions.ofServices(named);
        return conditions.pairs;
    }

    private void ofPods(List<Snapshot> before) {
        Pods pods = Observed.pods(selector);
        List<Snapshot.Pod> same = staying(before);
        add("pods ready", pods.areReady(number), all -> staying(all).size() == number && ready(staying(all)));
        add(
                "pods ready on an image",
                pods.areReady(number, IMAGE),
                all -> staying(all).size() == number
                        && ready(staying(all))
                        && staying(all).stream().allMatch(pod -> pod.image().equals(IMAGE)));
        add("pods not ready", pods.areNotReady(), all -> matching(all).stream().noneMatch(Snapshot.Pod::ready));
        add("pods in all", pods.areInAll(number), all -> matching(all).size() == number);
        add(
                "pods no longer wanted",
                pods.areNoLongerWanted(),
                all -> staying(all).isEmpty());
        if (!same.isEmpty()) {
            add("the same pods", pods.are(same), all -> identities(staying(all)).equals(identities(same)));
        }
    }

    private void ofSets(List<Snapshot> named) {
        add(
                "number of ReplicaSets",
                Observed.replicaSets(number),
                all -> only(Snapshot.ReplicaSet.class, all).size() == number);
        for (Snapshot.ReplicaSet set : only(Snapshot.ReplicaSet.class, named)) {
            add(
                    "replicas of a ReplicaSet",
                    Observed.replicaSet(set.name()).has(number),
                    all -> is(set, all, found -> found.wanted() == number && found.replicas() == number));
            add(
                    "spec seen of a ReplicaSet",
                    Observed.replicaSet(set.name()).hasSeenItsSpec(),
                    all -> is(set, all, found -> found.observed() >= found.generation()));
        }
        for (Snapshot.Deployment deployment : only(Snapshot.Deployment.class, named)) {
            add(
                    "Deployment rolled out",
                    Observed.deployment(deployment.name()).isRolledOut(),
                    all -> is(
                            deployment,
                            all,
                            found -> found.observed() >= found.generation()
                                    && List.of(found.updated(), found.replicas(), found.available())
                                            .equals(List.of(found.wanted(), found.wanted(), found.wanted()))));
        }
    }

    private void ofServices(List<Snapshot> named) {
        for (Snapshot.Endpoints some : only(Snapshot.Endpoints.class, named)) {
            Observed.Endpoints endpoints = Observed.endpoints(some.name());
            add(
                    "no endpoints",
                    endpoints.areEmpty(),
                    all -> is(some, all, found -> found.addresses().isEmpty()));
            add(
                    "number of endpoints",
                    endpoints.are(number),
                    all -> is(some, all, found -> found.addresses().size() == number));
            add(
                    "endpoints that follow pods",
                    endpoints.follow(selector, number, PORT),
                    all -> is(
                            some,
                            all,
                            found -> found.addresses().size() == number
                                    && found.addresses()
                                            .equals(staying(all).stream()
                                                    .filter(Snapshot.Pod::ready)
                                                    .map(pod -> pod.ip() + ":" + PORT)
                                                    .collect(Collectors.toSet()))));
        }
        for (Snapshot.Service service : only(Snapshot.Service.class, named)) {
            add(
                    "no external address",
                    Observed.service(service.name()).hasNoExternalAddress(),
                    all -> is(service, all, found -> found.externalAddresses().isEmpty()));
        }
        for (Snapshot.Ingress ingress : only(Snapshot.Ingress.class, named)) {
            add(
                    "no address of an Ingress",
                    Observed.ingress(ingress.name()).hasNoAddress(),
                    all -> is(ingress, all, found -> found.addresses().isEmpty()));
        }
    }

    private void add(String what, Condition<?> ours, Predicate<List<Snapshot>> theirs) {
        pairs.put(what, new Pair(ours, theirs));
    }

    private List<Snapshot.Pod> matching(List<Snapshot> all) {
        Selector selected = Selector.parse(selector);
        return only(Snapshot.Pod.class, all).stream()
                .filter(pod -> selected.matches(pod.labels()))
                .toList();
    }

    private List<Snapshot.Pod> staying(List<Snapshot> all) {
        return matching(all).stream().filter(pod -> !pod.terminating()).toList();
    }

    private static boolean ready(List<Snapshot.Pod> pods) {
        return pods.stream().allMatch(Snapshot.Pod::ready);
    }

    private static Set<List<Object>> identities(List<Snapshot.Pod> pods) {
        return pods.stream()
                .map(pod -> List.<Object>of(
                        pod.name(), pod.uid(), pod.restarts(), pod.image(), Objects.toString(pod.imageId())))
                .collect(Collectors.toSet());
    }

    /** Whether one of that kind and name is there, and the first of them is so. */
    @SuppressWarnings("unchecked")
    private static <S extends Snapshot> boolean is(S like, List<Snapshot> all, Predicate<S> wanted) {
        return only((Class<S>) like.getClass(), all).stream()
                .filter(found -> found.name().equals(like.name()))
                .limit(1)
                .anyMatch(wanted);
    }
}

package io.tutorproof.observe;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Conditions about what controllers keep up: ReplicaSets, Deployments, endpoints, addresses. */
public final class Controlled {
    private Controlled() {}

    /** The ReplicaSet was changed since the generation that was seen before, and its controller has acted on that. */
    public static Condition replicaSetObserved(String name, long before) {
        return new Condition(
                "the controller to have seen the change of replicaset " + name,
                state -> state.find(Snapshot.ReplicaSet.class, name)
                        .filter(set -> set.generation() > before && set.observed() >= set.generation())
                        .isPresent());
    }

    /** The object is there, as far as it was told: commands are answered before watches are. */
    public static Condition exists(Class<? extends Snapshot> type, String name) {
        return new Condition(
                type.getSimpleName().toLowerCase(Locale.ROOT) + " " + name,
                state -> state.find(type, name).isPresent());
    }

    /** There are so many ReplicaSets. */
    public static Condition replicaSets(int count) {
        return new Condition(
                count + " replicasets",
                state -> state.all(Snapshot.ReplicaSet.class).size() == count);
    }

    /** The ReplicaSet wants so many pods, and has them. */
    public static Condition replicas(String replicaSet, int count) {
        return new Condition(
                count + " replicas of replicaset " + replicaSet,
                state -> state.find(Snapshot.ReplicaSet.class, replicaSet)
                        .filter(set -> set.wanted() == count && set.replicas() == count)
                        .isPresent());
    }

    /** The Deployment was changed since the generation that was seen before (0 at first), and that is rolled out. */
    public static Condition rolledOut(String name, long before) {
        return new Condition(
                "deployment " + name + " to be rolled out",
                state -> state.find(Snapshot.Deployment.class, name)
                        .filter(deployment -> deployment.generation() > before && deployment.isRolledOut())
                        .isPresent());
    }

    /** The controller gives this reason for how the rollout goes, such as {@code ProgressDeadlineExceeded}. */
    public static Condition progressOf(String deployment, String reason) {
        return new Condition(
                "progress of deployment " + deployment + ": " + reason,
                state -> state.find(Snapshot.Deployment.class, deployment)
                        .filter(seen -> reason.equals(seen.progress()))
                        .isPresent());
    }

    /** A controller has given the Ingress an address. */
    public static Condition addressed(String ingress) {
        return new Condition(
                "an address of ingress " + ingress,
                state -> state.find(Snapshot.Ingress.class, ingress)
                        .filter(seen -> !seen.addresses().isEmpty())
                        .isPresent());
    }

    /** A load balancer's controller has given the service an address. */
    public static Condition balanced(String service) {
        return new Condition(
                "an external address of service " + service,
                state -> state.find(Snapshot.Service.class, service)
                        .filter(seen -> !seen.externalAddresses().isEmpty())
                        .isPresent());
    }

    /** The ready endpoints of the service are these, each as {@code ip:port}. */
    public static Condition endpointsAre(String service, Set<String> addresses) {
        return new Condition(
                "endpoints " + addresses + " of service " + service,
                state -> state.find(Snapshot.Endpoints.class, service)
                        .filter(seen -> seen.addresses().equals(addresses))
                        .isPresent());
    }

    /** The ready endpoints of the service are the selected pods' addresses with this port, and there are so many. */
    public static Condition endpointsFollow(String service, String selector, int count, int port) {
        Selector parsed = Selector.parse(selector);
        return new Condition(
                count + " pods of " + selector + ", and they are the endpoints of service " + service, state -> {
                    Set<String> pods = state.pods(parsed).stream()
                            .filter(pod -> pod.ready() && !pod.terminating())
                            .map(pod -> pod.ip() + ":" + port)
                            .collect(Collectors.toSet());
                    return pods.size() == count
                            && endpointsAre(service, pods).test().test(state);
                });
    }

    /** The endpoints of the service are kept, however many they are: its controller has seen the service. */
    public static Condition endpointsKept(String service) {
        return new Condition(
                "the endpoints of service " + service,
                state -> state.find(Snapshot.Endpoints.class, service).isPresent());
    }

    /** The service has so many endpoints; none means that its Endpoints object is there, and empty. */
    public static Condition endpoints(String service, int count) {
        return new Condition(
                count + " endpoints of service " + service,
                state -> state.find(Snapshot.Endpoints.class, service)
                        .filter(endpoints -> endpoints.addresses().size() == count)
                        .isPresent());
    }
}

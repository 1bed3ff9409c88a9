package io.tutorproof.observe;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What can be awaited of a namespace's objects, or has to stay as it is.
 *
 * <pre>{@code
 * List<Snapshot.Pod> three = given.that(pods("app=web").areReady(3));
 * then.eventually(deployment("web").isRolledOut());
 * then.consistently(endpoints("web").areEmpty());
 * }</pre>
 */
public final class Observed {
    private Observed() {}

    /** The pods with these labels: {@code app=web}, or several with commas in between. */
    public static Pods pods(String selector) {
        return Pods.labelled(selector);
    }

    /** The pod of this name. */
    public static Pods pod(String name) {
        return Pods.named(name);
    }

    /** Every pod of the namespace. */
    public static Pods allPods() {
        return Pods.all();
    }

    /** The ReplicaSet of this name. */
    public static ReplicaSet replicaSet(String name) {
        return new ReplicaSet(name);
    }

    /** Exactly so many ReplicaSets are there. */
    public static Condition<Set<Snapshot.ReplicaSet>> replicaSets(int count) {
        return new Condition<>(
                count + " replicasets",
                Snapshot.ReplicaSet.class,
                "",
                state -> Optional.of(Set.copyOf(state.all(Snapshot.ReplicaSet.class))),
                (state, sets) -> sets.size() == count,
                state -> Optional.empty());
    }

    /** The Deployment of this name. */
    public static Deployment deployment(String name) {
        return new Deployment(name);
    }

    /** The endpoints of the service of this name. */
    public static Endpoints endpoints(String service) {
        return new Endpoints(service);
    }

    /** The service of this name. */
    public static Service service(String name) {
        return new Service(name);
    }

    /** The Ingress of this name. */
    public static Ingress ingress(String name) {
        return new Ingress(name);
    }

    private static <S extends Snapshot> Condition<S> named(
            Class<S> kind, String name, String what, Predicate<S> wanted) {
        return new Condition<>(
                what,
                kind,
                name,
                state -> state.find(kind, name),
                (state, seen) -> wanted.test(seen),
                state -> Optional.empty());
    }

    /** Conditions about one ReplicaSet. */
    public record ReplicaSet(String name) {
        /** It is there. */
        public Condition<Snapshot.ReplicaSet> isThere() {
            return is("replicaset " + name, set -> true);
        }

        /** Its controller has acted on its newest specification. */
        public Condition<Snapshot.ReplicaSet> hasSeenItsSpec() {
            return is(
                    "the controller to have seen the change of replicaset " + name,
                    set -> set.observed() >= set.generation());
        }

        /** It wants so many pods, and has them. */
        public Condition<Snapshot.ReplicaSet> has(int pods) {
            return is(pods + " replicas of replicaset " + name, set -> set.wanted() == pods && set.replicas() == pods);
        }

        private Condition<Snapshot.ReplicaSet> is(String what, Predicate<Snapshot.ReplicaSet> wanted) {
            return named(Snapshot.ReplicaSet.class, name, what, wanted);
        }
    }

    /** Conditions about one Deployment. */
    public record Deployment(String name) {
        /** Its newest specification is rolled out to all its pods. */
        public Condition<Snapshot.Deployment> isRolledOut() {
            return is("deployment " + name + " to be rolled out", Snapshot.Deployment::isRolledOut)
                    .needingPods();
        }

        /** Its controller gives this reason for how its rollout goes, such as {@code ProgressDeadlineExceeded}. */
        public Condition<Snapshot.Deployment> progresses(String reason) {
            return is("progress of deployment " + name + ": " + reason, seen -> reason.equals(seen.progress()));
        }

        /** Its specification is the one of this generation. */
        public Condition<Snapshot.Deployment> isOfGeneration(long generation) {
            return is("generation " + generation + " of deployment " + name, seen -> seen.generation() == generation);
        }

        private Condition<Snapshot.Deployment> is(String what, Predicate<Snapshot.Deployment> wanted) {
            return named(Snapshot.Deployment.class, name, what, wanted);
        }
    }

    /** Conditions about the endpoints of one service, each written as {@code ip:port}; those not ready are left out. */
    public record Endpoints(String service) {
        /** There are none, though they are kept. */
        public Condition<Snapshot.Endpoints> areEmpty() {
            return are(
                    "no endpoints of service " + service,
                    seen -> seen.addresses().isEmpty());
        }

        /** There are so many. */
        public Condition<Snapshot.Endpoints> are(int count) {
            return are(
                            count + " endpoints of service " + service,
                            seen -> seen.addresses().size() == count)
                    .needingPods();
        }

        /** They are these. */
        public Condition<Snapshot.Endpoints> are(Set<String> addresses) {
            return are(
                    "endpoints " + addresses + " of service " + service,
                    seen -> seen.addresses().equals(addresses));
        }

        /** They are the addresses of the ready pods with these labels, with this port, and there are so many. */
        public Condition<Snapshot.Endpoints> follow(String selector, int count, int port) {
            Selector parsed = Selector.parse(selector);
            return new Condition<>(
                    count + " pods of " + selector + ", and they are the endpoints of service " + service,
                    Snapshot.Endpoints.class,
                    service,
                    state -> state.find(Snapshot.Endpoints.class, service),
                    (state, seen) -> seen.addresses().size() == count
                            && seen.addresses().equals(addressesOf(state, parsed, port)),
                    state -> Optional.empty(),
                    true);
        }

        private static Set<String> addressesOf(State state, Selector selector, int port) {
            return state.pods(selector).stream()
                    .filter(pod -> pod.ready() && !pod.terminating())
                    .map(pod -> pod.ip() + ":" + port)
                    .collect(Collectors.toSet());
        }

        private Condition<Snapshot.Endpoints> are(String what, Predicate<Snapshot.Endpoints> wanted) {
            return named(Snapshot.Endpoints.class, service, what, wanted);
        }
    }

    /** Conditions about one service. */
    public record Service(String name) {
        /** A load balancer's controller has given it an address. */
        public Condition<Snapshot.Service> hasAnExternalAddress() {
            return is(
                    "an external address of service " + name,
                    seen -> !seen.externalAddresses().isEmpty());
        }

        /** It is there, and no load balancer's controller has given it an address. */
        public Condition<Snapshot.Service> hasNoExternalAddress() {
            return is(
                    "no external address of service " + name,
                    seen -> seen.externalAddresses().isEmpty());
        }

        private Condition<Snapshot.Service> is(String what, Predicate<Snapshot.Service> wanted) {
            return named(Snapshot.Service.class, name, what, wanted);
        }
    }

    /** Conditions about one Ingress. */
    public record Ingress(String name) {
        /** A controller has given it an address. */
        public Condition<Snapshot.Ingress> hasAnAddress() {
            return is("an address of ingress " + name, seen -> !seen.addresses().isEmpty());
        }

        /** It is there, and no controller has given it an address. */
        public Condition<Snapshot.Ingress> hasNoAddress() {
            return is("no address of ingress " + name, seen -> seen.addresses().isEmpty());
        }

        private Condition<Snapshot.Ingress> is(String what, Predicate<Snapshot.Ingress> wanted) {
            return named(Snapshot.Ingress.class, name, what, wanted);
        }
    }
}

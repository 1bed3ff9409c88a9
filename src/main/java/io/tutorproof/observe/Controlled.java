package io.tutorproof.observe;

/** Conditions about what controllers keep up: ReplicaSets, Deployments and the endpoints of services. */
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

    /** The Deployment was changed since the generation that was seen before (0 at first), and that is rolled out. */
    public static Condition rolledOut(String name, long before) {
        return new Condition(
                "deployment " + name + " to be rolled out",
                state -> state.find(Snapshot.Deployment.class, name)
                        .filter(deployment -> deployment.generation() > before && deployment.isRolledOut())
                        .isPresent());
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

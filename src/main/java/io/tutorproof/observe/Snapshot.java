package io.tutorproof.observe;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was seen of an object at one time, as far as judging needs it. */
public sealed interface Snapshot {
    /** The object's name. */
    String name();

    /** What tells this object from any other, also from a later one of the same name. */
    String uid();

    /** Which change of its specification this is, counted from 1; 0 for objects that do not count. */
    default long generation() {
        return 0;
    }

    /**
     * A pod.
     *
     * @param terminating whether its deletion was asked for
     * @param image the first container's image, as written
     * @param imageId that image's id as the node runs it; null until it runs
     * @param restarts of all its containers
     * @param owner kind and name of what controls it, as in {@code ReplicaSet/mi-app}
     */
    record Pod(
            String name,
            String uid,
            Map<String, String> labels,
            String phase,
            boolean ready,
            boolean terminating,
            String image,
            @Nullable String imageId,
            int restarts,
            @Nullable String node,
            @Nullable String ip,
            @Nullable String owner)
            implements Snapshot {
        @Override
        public String toString() {
            return "pod " + name + " " + (terminating ? "Terminating" : phase) + (ready ? " ready" : "") + " " + image;
        }
    }

    /** A ReplicaSet; {@code observed} is the generation its controller has acted on. */
    record ReplicaSet(String name, String uid, int wanted, int replicas, int ready, long generation, long observed)
            implements Snapshot {
        @Override
        public String toString() {
            return "replicaset " + name + " " + ready + "/" + wanted;
        }
    }

    /**
     * A Deployment.
     *
     * @param observed the generation its controller has acted on
     * @param progress why the controller says that the rollout goes on, is done or has failed; null until it says so
     */
    record Deployment(
            String name,
            String uid,
            int wanted,
            int replicas,
            int updated,
            int available,
            long generation,
            long observed,
            @Nullable String progress)
            implements Snapshot {
        /** Whether the controller has finished the newest change. */
        public boolean isRolledOut() {
            return observed >= generation && updated == wanted && replicas == wanted && available == wanted;
        }

        @Override
        public String toString() {
            return "deployment " + name + " updated " + updated + " available " + available + " of " + wanted
                    + (progress == null ? "" : " (" + progress + ")");
        }
    }

    /** A service, with the addresses that a load balancer's controller gave it. */
    record Service(String name, String uid, String type, Set<String> externalAddresses) implements Snapshot {
        @Override
        public String toString() {
            return "service " + name + " " + type + " "
                    + (externalAddresses.isEmpty() ? "<pending>" : String.join(",", externalAddresses));
        }
    }

    /** An Ingress, with the addresses that its controller gave it. */
    record Ingress(String name, String uid, @Nullable String className, Set<String> addresses) implements Snapshot {
        @Override
        public String toString() {
            return "ingress " + name + " " + (addresses.isEmpty() ? "without address" : String.join(",", addresses));
        }
    }

    /** The endpoints of a service, each as {@code ip:port}; those not ready are left out. */
    record Endpoints(String name, String uid, Set<String> addresses) implements Snapshot {
        @Override
        public String toString() {
            return "endpoints " + name + " " + (addresses.isEmpty() ? "<none>" : String.join(",", addresses));
        }
    }
}

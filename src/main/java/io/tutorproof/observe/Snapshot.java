package io.tutorproof.observe;

import java.util.List;
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
     * @param cannotStart why a container of it never will, as its kubelet says: its image cannot be had, or its
     *     configuration is wrong; null when nothing is known to be in its way
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
            @Nullable String owner,
            @Nullable String cannotStart)
            implements Snapshot {
        @Override
        public String toString() {
            return "pod " + name + " " + (terminating ? "Terminating" : phase) + (ready ? " ready" : "") + " " + image
                    + (restarts == 0 ? "" : " restarts " + restarts)
                    + (cannotStart == null ? "" : " (" + cannotStart + ")");
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
     * @param maxSurge how many pods more than wanted there may be while it rolls out
     * @param maxUnavailable how many pods fewer than wanted may be ready meanwhile
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
            @Nullable String progress,
            int maxSurge,
            int maxUnavailable)
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

    /**
     * A service.
     *
     * @param clusterIp its address inside of the cluster; null for one without
     * @param externalAddresses those that a load balancer's controller gave it
     */
    record Service(
            String name,
            String uid,
            String type,
            @Nullable String clusterIp,
            Map<String, String> selector,
            List<Port> ports,
            Set<String> externalAddresses)
            implements Snapshot {
        /** A port of a service, and the one that it leads to; {@code nodePort} is 0 where there is none. */
        public record Port(int port, String targetPort, int nodePort) {}

        @Override
        public String toString() {
            String external = externalAddresses.isEmpty() ? "<pending>" : String.join(",", externalAddresses);
            return "service " + name + " " + type + (type.equals("LoadBalancer") ? " " + external : "");
        }
    }

    /** An Ingress, with the addresses that its controller gave it. */
    record Ingress(String name, String uid, @Nullable String className, List<Rule> rules, Set<String> addresses)
            implements Snapshot {
        /** Which host's requests go to which service; the host is empty for all. */
        public record Rule(String host, String path, String service, String port) {}

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

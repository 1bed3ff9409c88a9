package io.tutorproof.junit;

import io.tutorproof.claim.Evidence;
import io.tutorproof.cluster.Access;
import io.tutorproof.cluster.Cluster;
import io.tutorproof.kubectl.Workplace;
import io.tutorproof.observe.Recorder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where claims are tried: a namespace, all that is recorded of it, and a directory with a copy of the manifests. */
final class Place implements AutoCloseable {
    private final Cluster cluster;
    private final LabNamespace namespace;
    private final Workplace workplace;
    private final Recorder recorder;
    private final Consumer<String> onTrouble;
    private final Map<Class<?>, Once> once = new HashMap<>();
    private LabNamespace.End end;

    private Place(
            Cluster cluster, LabNamespace namespace, Workplace workplace, Recorder recorder, LabNamespace.End end) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.workplace = workplace;
        this.recorder = recorder;
        this.end = end;
        this.onTrouble = recorder::breakOff;
        cluster.onTrouble(onTrouble);
    }

    /**
     * Makes one.
     *
     * @param claim the first that is tried there
     * @param changed manifests that are to say something else there, by their path
     * @param written what the cluster says of images, with their names as the manifests write them
     */
    static Place make(
            Cluster cluster,
            Access access,
            String claim,
            Map<String, String> changed,
            UnaryOperator<String> written,
            boolean keep) {
        try {
            LabNamespace namespace = LabNamespace.make(cluster, nameFor(cluster, claim));
            return new Place(
                    cluster,
                    namespace,
                    Workplace.open(access, namespace.name(), changed),
                    Recorder.open(cluster.client(), namespace.name(), written),
                    cluster.isNew() && !keep ? LabNamespace.End.EMPTIED : LabNamespace.End.REMOVED);
        } catch (RuntimeException e) {
            cluster.leaveUntidy();
            throw e;
        }
    }

    /** In a cluster of others a name that nobody else has; in one that was kept, one that no run before had. */
    private static String nameFor(Cluster cluster, String claim) {
        String own = claim + "-" + Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX);
        return cluster.isNew() ? claim : cluster.isOurs() ? own : "tutorproof-" + own;
    }

    LabNamespace namespace() {
        return namespace;
    }

    Workplace workplace() {
        return workplace;
    }

    Recorder recorder() {
        return recorder;
    }

    /**
     * What was done here once.
     *
     * @param value what it came to
     * @param evidence what was noted meanwhile
     */
    record Once(Object value, Instant begun, List<Evidence> evidence) {}

    /** What was done here once for a result of this type; null when it was not. */
    @Nullable
    Once done(Class<?> type) {
        return once.get(type);
    }

    void did(Class<?> type, Once what) {
        once.put(type, what);
    }

    /** Whether nothing is missing in what was recorded. */
    boolean isRecordedWhole() {
        return recorder.history().hole() == null;
    }

    /** Lets it be looked at when all has ended. */
    void leave() {
        end = LabNamespace.End.LEFT;
    }

    @Override
    public void close() {
        cluster.ignore(onTrouble);
        try {
            if (cluster.isTroubled()) { // it goes with the cluster, or when the run ends
                cluster.leaveUntidy();
            } else {
                namespace.close(end);
            }
        } catch (RuntimeException e) {
            cluster.leaveUntidy();
            throw e;
        } finally {
            recorder.close();
        }
    }
}

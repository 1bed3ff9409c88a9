package io.tutorproof.junit;

import io.tutorproof.claim.Diagnosis;
import io.tutorproof.cluster.Access;
import io.tutorproof.cluster.Cluster;
import io.tutorproof.diagnostics.Diagnostics;
import io.tutorproof.kubectl.Workplace;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Recorder;
import io.tutorproof.report.Secrets;
import io.tutorproof.scenario.Scenario;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Where a claim is tried: a namespace, all that is recorded of it, and a directory with a copy of the manifests. */
final class Place implements AutoCloseable {
    private final Cluster cluster;
    private final ClaimNamespace namespace;
    private final Workplace workplace;
    private final Recorder recorder;
    private final Consumer<String> onTrouble;
    private final boolean keep;
    private ClaimNamespace.End end;

    private Place(Cluster cluster, ClaimNamespace namespace, Workplace workplace, Recorder recorder, boolean keep) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.workplace = workplace;
        this.recorder = recorder;
        this.keep = keep;
        this.end = cluster.isNew() && !keep ? ClaimNamespace.End.EMPTIED : ClaimNamespace.End.REMOVED;
        this.onTrouble = recorder::breakOff;
        cluster.onTrouble(onTrouble);
    }

    /**
     * Makes one.
     *
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
            ClaimNamespace namespace = ClaimNamespace.make(cluster, nameFor(cluster, claim));
            return new Place(
                    cluster,
                    namespace,
                    Workplace.open(access, namespace.name(), changed),
                    Recorder.open(cluster.client(), namespace.name(), written),
                    keep);
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

    String namespace() {
        return namespace.name();
    }

    Workplace workplace() {
        return workplace;
    }

    Recorder recorder() {
        return recorder;
    }

    /** Keeps what the cluster looks like, and where clusters are kept also what the claim made, but for ways in. */
    Diagnosis diagnose(String claim, History history) {
        String directory = "diagnostics/" + claim;
        Diagnostics.collect(
                cluster,
                namespace(),
                workplace.environment(),
                history,
                Secrets::removedFrom,
                Telling.REPORT.resolve(directory));
        if (!keep) {
            return new Diagnosis(directory, null);
        }
        end = ClaimNamespace.End.LEFT;
        return new Diagnosis(
                directory,
                (cluster.isOurs() ? "docker exec -it " + cluster.server().containerName() + " " : "")
                        + "kubectl --namespace=" + namespace() + " get all");
    }

    /** Removes what a scenario has made outside of the namespace. */
    void tidy(Scenario scenario) {
        try {
            if (!cluster.isTroubled() && !scenario.tidy()) {
                cluster.leaveUntidy();
            }
        } catch (RuntimeException e) {
            cluster.leaveUntidy();
            throw e;
        }
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

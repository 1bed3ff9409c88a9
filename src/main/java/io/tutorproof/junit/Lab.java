package io.tutorproof.junit;

import io.tutorproof.claim.Diagnosis;
import io.tutorproof.claim.Evidence;
import io.tutorproof.claim.Versions;
import io.tutorproof.cluster.Access;
import io.tutorproof.cluster.Cluster;
import io.tutorproof.cluster.Node;
import io.tutorproof.cluster.StartTimes;
import io.tutorproof.diagnostics.Diagnostics;
import io.tutorproof.image.DockerCommand;
import io.tutorproof.kubectl.Kubectl;
import io.tutorproof.kubectl.Running;
import io.tutorproof.observe.CannotCome;
import io.tutorproof.observe.Condition;
import io.tutorproof.observe.Controlled;
import io.tutorproof.observe.DeadlineExceeded;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Poll;
import io.tutorproof.observe.Recorder;
import io.tutorproof.observe.Requests;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.observe.State;
import io.tutorproof.report.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.opentest4j.TestAbortedException;

/**
 * A claim's namespace, and the means to act in it and to look at it. All that is done and seen is kept as
 * evidence. What fails in {@link #given} leaves the claim undecided; what fails in {@link #eventually} refutes it.
 *
 * <pre>{@code
 * lab.kubectl().apply("web/replicaset.yaml");
 * lab.given(Pods.labelled("app=web").ready(3));
 * lab.kubectl().succeed("scale", "--replicas=5", "replicaset/web");
 * lab.eventually(Pods.labelled("app=web").ready(5));
 * }</pre>
 */
public final class Lab implements AutoCloseable {
    private final Cluster cluster;
    private final Versions versions;
    private final String claim;
    private final Place place;
    private final Optional<Falsehood.Staged> staged;
    private final Notes notes = new Notes();
    private final Deque<String[]> afterwards = new ArrayDeque<>();
    private final Kubectl kubectl;
    private final Recorder recorder;
    private final Web web;
    private final boolean keep;
    private Instant begun = Instant.now();

    Lab(
            Cluster cluster,
            Versions versions,
            Access access,
            String claim,
            Place place,
            Optional<Falsehood> falsehood,
            boolean keep) {
        this.cluster = cluster;
        this.versions = versions;
        this.claim = claim;
        this.place = place;
        this.keep = keep;
        this.staged = falsehood.map(Falsehood.Staged::new);
        this.kubectl = new Kubectl(access.shell(), place.workplace(), this::rewritten, notes::command);
        this.recorder = place.recorder();
        this.web = new Web(cluster, place.namespace(), notes);
        falsehood.ifPresent(
                staging -> staging.before().forEach(before -> kubectl.succeed(before.toArray(String[]::new))));
    }

    private List<String> rewritten(List<String> arguments) {
        return staged.map(falsehood -> falsehood.rewrite(arguments)).orElse(arguments);
    }

    /** kubectl in this namespace, in a directory with a copy of the manifests. */
    public Kubectl kubectl() {
        return kubectl;
    }

    /** Runs docker on this machine, as the reader does; leaves the claim unchecked where there is no such program. */
    public DockerCommand docker(String... arguments) {
        DockerCommand command = DockerCommand.run(rewritten(List.of(arguments)))
                .orElseThrow(() -> new TestAbortedException("this machine has no docker program, only its engine"));
        notes.command(command);
        return command;
    }

    /** The cluster as a browser sees it. */
    public Web web() {
        return web;
    }

    /** Every node of the cluster, the server first. */
    public List<Node> nodes() {
        return cluster.nodes();
    }

    /** How long it took from the call to start the cluster until every node took pods. */
    public Duration clusterStartTook() {
        return cluster.startTook().map(StartTimes::all).orElseThrow(() -> notChecked("the cluster was there already"));
    }

    /** The name of the namespace the claim is tried in. */
    public String namespace() {
        return place.namespace().name();
    }

    /** Whether the cluster was made for this run alone. */
    public boolean hasOwnCluster() {
        return cluster.isOurs();
    }

    /** Leaves the claim unchecked on a cluster that others may use too, for this reason. */
    public void needsOwnCluster(String reason) {
        if (!cluster.isOurs()) {
            throw notChecked("not tried on a cluster that others may use: " + reason);
        }
    }

    /** The versions that are run. */
    public Versions versions() {
        return versions;
    }

    /** Leaves the claim unchecked where the cluster has fewer nodes. */
    public void needsNodes(int least) {
        if (nodes().size() < least) {
            throw notChecked("the claim is about " + least + " nodes, and this cluster has " + nodes().size()
                    + " (tutorproof.nodes)");
        }
    }

    /** What a test throws to leave its claim unchecked, for this reason. */
    public RuntimeException notChecked(String reason) {
        return new TestAbortedException(reason);
    }

    /** A kubectl command to be run when the test has ended: it removes what is outside of the namespace. */
    public void afterwards(String... arguments) {
        afterwards.addFirst(arguments);
    }

    /**
     * Does what several claims of a {@link SharedNamespace} are judged by, unless one before has done it in this namespace;
     * what was done and seen is evidence of each. Nothing is kept of what fails.
     *
     * <pre>{@code
     * record Update(History.Mark before, Output printed) {}
     *
     * static Update update(Lab lab) {
     *     return lab.once(Update.class, () -> new Update(lab.mark(), lab.kubectl().apply("web/new.yaml")));
     * }
     * }</pre>
     *
     * @param type what it comes to; by this it is known again
     */
    public <T> T once(Class<T> type, Supplier<T> act) {
        Place.Once done = place.done(type);
        if (done != null) {
            done.evidence().forEach(notes::add);
            begun = begun.isBefore(done.begun()) ? begun : done.begun();
            return type.cast(done.value());
        }
        List<Evidence> evidence = new ArrayList<>();
        T value = notes.copiedTo(evidence, act);
        place.did(type, new Place.Once(value, begun, List.copyOf(evidence)));
        return value;
    }

    /** Waits for what the claim presupposes. */
    public State given(Condition condition) {
        return recorder.await(condition, Deadlines.PODS_READY);
    }

    /** Waits for what the claim says; an {@link AssertionError} when it does not come. */
    public State eventually(Condition condition) {
        return eventually(condition, Deadlines.PODS_READY);
    }

    /** Waits for what the claim says, so long; an {@link AssertionError} when it does not come. */
    public State eventually(Condition condition, Duration deadline) {
        try {
            State seen = recorder.await(condition, deadline);
            note("state of the namespace", condition.what(), seen);
            return seen;
        } catch (DeadlineExceeded | CannotCome e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** Looks until what is seen is as the claim says, and returns it; an {@link AssertionError} when it never is. */
    public <T> T eventually(String what, Duration deadline, Callable<T> probe, Predicate<T> wanted) {
        try {
            return Poll.until(what, deadline, probe, wanted);
        } catch (DeadlineExceeded e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** Looks until what is seen is as the claim presupposes, and returns it. */
    public <T> T given(String what, Duration deadline, Callable<T> probe, Predicate<T> wanted) {
        return Poll.until(what, deadline, probe, wanted);
    }

    /** Waits until a kubectl that goes on has printed what the claim says; an {@link AssertionError} when it does not. */
    public List<String> eventuallyPrinted(Running running, String what, Predicate<List<String>> wanted) {
        eventually(
                what,
                Deadlines.CONTROLLER,
                running::toString,
                seen -> wanted.test(running.lines()) || running.hasEnded());
        List<String> lines = running.lines();
        if (!wanted.test(lines)) {
            throw new AssertionError("wanted " + what + ", and the command ended: " + running);
        }
        return lines;
    }

    /** What is there now, as far as it was told. */
    public State state() {
        return recorder.state();
    }

    /** Which change of its specification an object is at, as seen now; waits until it is seen. */
    public long generation(Class<? extends Snapshot> type, String name) {
        return given(Controlled.exists(type, name))
                .find(type, name)
                .map(Snapshot::generation)
                .orElseThrow();
    }

    /** The present place in the recorded history. */
    public History.Mark mark() {
        return recorder.mark();
    }

    /** Everything recorded so far. */
    public History history() {
        return recorder.history();
    }

    /** Watches for a window in which something must not happen; the fence says why it would have been seen. */
    public History watch(String what, String fence) {
        recorder.watchFor(Deadlines.WINDOW);
        notes.window(what, Deadlines.WINDOW, fence);
        return recorder.history();
    }

    /** Keeps a fact that was judged. */
    public void note(String what, Object wanted, Object seen) {
        notes.fact(what, wanted, seen);
    }

    /** Keeps as evidence that the positive control of a window was seen: something the same watcher does notice. */
    public void controlled(String what) {
        notes.control(what);
    }

    /** Keeps the requests that were made for a while. */
    public void note(String what, Requests requests) {
        notes.requests(what, requests);
    }

    /** Keeps what the cluster looks like, and where clusters are kept also what the claim made, but for ways in. */
    Diagnosis diagnose() {
        String directory = "diagnostics/" + claim;
        Diagnostics.collect(
                cluster,
                namespace(),
                place.workplace().environment(),
                recorder.history(),
                Secrets::removedFrom,
                Telling.REPORT.resolve(directory));
        if (keep) {
            place.leave();
        }
        String look = (cluster.isOurs() ? "docker exec -it " + cluster.server().containerName() + " " : "")
                + "kubectl --namespace=" + namespace() + " get all";
        return new Diagnosis(directory, keep ? look : null);
    }

    /** When what the claim is judged by began: with its test, or before, where something was done {@linkplain #once once}. */
    Instant begun() {
        return begun;
    }

    List<Evidence> evidence() {
        return notes.evidence();
    }

    /**
     * Removes what is outside of the namespace.
     *
     * @throws IllegalStateException when a falsehood was to be staged but never was
     */
    @Override
    public void close() {
        try {
            if (!cluster.isTroubled()) {
                afterwards.forEach(this::runAfterwards);
            }
        } catch (RuntimeException e) {
            cluster.leaveUntidy();
            throw e;
        }
        staged.ifPresent(Falsehood.Staged::requireUsed);
    }

    private void runAfterwards(String... command) {
        if (kubectl.run(command).exitCode() != 0) {
            cluster.leaveUntidy();
        }
    }
}

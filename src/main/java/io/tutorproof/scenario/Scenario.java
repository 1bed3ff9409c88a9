package io.tutorproof.scenario;

import io.tutorproof.claim.Evidence;
import io.tutorproof.claim.Versions;
import io.tutorproof.cluster.Cluster;
import io.tutorproof.cluster.StartTimes;
import io.tutorproof.image.DockerCommand;
import io.tutorproof.kubectl.Kubectl;
import io.tutorproof.kubectl.KubectlException;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Poll;
import io.tutorproof.observe.Recorder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * One try of a claim, in a namespace that nothing else is in: what its test takes, and what was done and seen.
 *
 * <pre>{@code
 * reader.types("kubectl apply -f web/replicaset.yaml");
 * List<Snapshot.Pod> before = given.that(pods("app=web").areReady(3));
 *
 * reader.types("kubectl set image replicaset/web app=web:v2");
 *
 * then.consistently(pods("app=web").are(before));
 * }</pre>
 */
public final class Scenario {
    /** A node port that is to be published on this machine beside those of the tutorial: it is ours, for fences. */
    public static final int FENCE_PORT = 30001;

    private final Cluster cluster;
    private final Versions versions;
    private final Kubectl kubectl;
    private final Recorder recorder;
    private final String namespace;
    private final Mutation mutation;
    private final Notes notes = new Notes();
    private final Browser browser;
    private final Fence fence;
    private final Deque<String> afterwards = new ArrayDeque<>();
    private final Controls controls = new Controls();
    private @Nullable Output failed;
    private boolean hasCaughtUp;

    /** Begins; what {@code mutation} changes is changed from now on. */
    public Scenario(
            Cluster cluster,
            Versions versions,
            Kubectl kubectl,
            Recorder recorder,
            String namespace,
            Mutation mutation) {
        this.cluster = cluster;
        this.versions = versions;
        this.kubectl = kubectl;
        this.recorder = recorder;
        this.namespace = namespace;
        this.mutation = mutation;
        this.browser = new Browser(cluster, namespace);
        this.fence = new Fence(this);
    }

    /** What the test presupposes. */
    public Given given() {
        return new Given(this);
    }

    /** Who does what the tutorial says. */
    public Reader reader() {
        return new Reader(this);
    }

    /** What the claim says. */
    public Then then() {
        return new Then(this);
    }

    /** The reader's browser. */
    public Browser browser() {
        return browser;
    }

    /** What was done and seen so far. */
    public List<Evidence> evidence() {
        return notes.evidence();
    }

    /** All that was recorded so far. */
    public History history() {
        return recorder.history();
    }

    /**
     * The test has come to its end without a fault: whether what it saw proves anything.
     *
     * @throws KubectlException when a command has failed whose output was not judged
     * @throws Inconclusive when nothing has shown that something would have been seen in a window, had it happened
     */
    public void end() {
        requireJudged();
        controls.noteAll(recorder.history(), notes);
    }

    /**
     * All of the mutation was tried.
     *
     * @throws IllegalStateException when a part of it was never used
     */
    public void requireMutated() {
        mutation.requireUsed();
    }

    /** Removes what is outside of the namespace; true when nothing of it is left. */
    public boolean tidy() {
        boolean isTidy = true;
        for (String command : afterwards) {
            isTidy &= run(command).exitCode() == 0;
        }
        return isTidy;
    }

    /** Runs a command line where the reader does: docker on this machine, all else where the manifests are. */
    Output run(String line) {
        return line.startsWith("docker ") ? docker(line) : kubectl.look(line);
    }

    private static Output docker(String line) {
        DockerCommand command = DockerCommand.run(line)
                .orElseThrow(() -> new TestAbortedException("this machine has no docker program, only its engine"));
        return new Output(command.line(), command.exitCode(), command.output(), "", command.took());
    }

    Cluster cluster() {
        return cluster;
    }

    Optional<Duration> clusterStartTook() {
        return cluster.startTook().map(StartTimes::all).map(mutation::ofStart);
    }

    Versions versions() {
        return versions;
    }

    Kubectl kubectl() {
        return kubectl;
    }

    Recorder recorder() {
        return recorder;
    }

    String namespace() {
        return namespace;
    }

    Notes notes() {
        return notes;
    }

    Controls controls() {
        return controls;
    }

    Fence fence() {
        return fence;
    }

    void afterwards(String command) {
        afterwards.addFirst(command);
    }

    String mutated(String line) {
        return mutation.of(line);
    }

    /** The reader has typed a command, and what it changed is not yet told. */
    void typed(Output output) {
        failed = output.exitCode() == 0 ? null : output;
        hasCaughtUp = false;
    }

    /** Somebody judges what this command printed, so that it may have failed. */
    void judges(Output output) {
        if (output.equals(failed)) {
            failed = null;
        }
    }

    void requireJudged() {
        if (failed != null) {
            failed.requireSuccess();
        }
    }

    /** From now on it is looked at what is there after the reader's last command. */
    void settle() {
        requireJudged();
        if (!hasCaughtUp) {
            recorder.catchUp();
            hasCaughtUp = true;
        }
    }

    /** Watches for a window, amid which a mutation may let something happen. */
    void watchFor(Duration window) {
        Duration half = window.dividedBy(2);
        recorder.watchFor(half);
        mutation.inWindow(kubectl);
        recorder.watchFor(window.minus(half));
        recorder.catchUp();
    }

    /** The same with looks. */
    <T> List<T> lookFor(Duration window, Probe<T> probe) {
        Duration half = window.dividedBy(2);
        List<T> seen = new ArrayList<>(Poll.during(half, probe.look()));
        mutation.inWindow(kubectl);
        seen.addAll(Poll.during(window.minus(half), probe.look()));
        return seen;
    }
}

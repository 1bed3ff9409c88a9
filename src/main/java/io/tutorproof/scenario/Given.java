package io.tutorproof.scenario;

import io.tutorproof.claim.Phase;
import io.tutorproof.claim.Versions;
import io.tutorproof.cluster.Node;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Condition;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Poll;
import io.tutorproof.observe.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.opentest4j.TestAbortedException;

/**
 * What must be so before a claim can be judged. Whatever goes wrong here leaves the claim inconclusive, or unchecked where a
 * cluster cannot show it.
 */
public final class Given {
    private final Scenario scenario;

    Given(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Waits until it is so, and returns what it is about. */
    public <T> T that(Condition<T> condition) {
        return that(condition, Deadlines.PODS_READY);
    }

    /** Waits until it is so, for so long, and returns what it is about. */
    public <T> T that(Condition<T> condition, Duration deadline) {
        scenario.settle();
        T seen = scenario.recorder().await(condition, deadline);
        scenario.notes().seen(Phase.GIVEN, condition.what(), "", seen);
        return seen;
    }

    /** Looks until it is so, and returns what was seen. */
    public <T> T that(Probe<T> probe) {
        scenario.settle();
        Probe<T> remembered = scenario.controls().remembering(probe);
        T seen = Poll.until(probe.what(), probe.deadline(), remembered.look(), probe.wanted());
        scenario.notes().seen(Phase.GIVEN, probe.what(), "", seen);
        return seen;
    }

    /** What is there now. */
    public State now() {
        scenario.settle();
        return scenario.recorder().state();
    }

    /** This moment, from which on a history can be judged. */
    public History.Mark moment() {
        scenario.settle();
        return scenario.recorder().mark();
    }

    /** When anything was first told of this namespace. */
    public Instant firstEvent() {
        scenario.settle();
        return scenario.recorder().history().events().get(0).at();
    }

    /** What a command prints that only looks; it is no evidence, so that it can be one of many looks of a {@link Probe}. */
    public Output look(String command) {
        return scenario.kubectl().look(scenario.mutated(command));
    }

    /** Every node of the cluster, the server first; the claim stays unchecked where there are fewer. */
    public List<Node> nodes(int least) {
        List<Node> nodes = scenario.cluster().nodes();
        if (nodes.size() < least) {
            throw notChecked("the claim is about " + least + " nodes, and this cluster has " + nodes.size()
                    + " (tutorproof.nodes)");
        }
        return nodes;
    }

    /** Leaves the claim unchecked on a cluster that others may use too, for this reason. */
    public void ownCluster(String reason) {
        if (!scenario.cluster().isOurs()) {
            throw notChecked("not tried on a cluster that others may use: " + reason);
        }
    }

    /** Whether the cluster was made for this run alone. */
    public boolean isOwnCluster() {
        return scenario.cluster().isOurs();
    }

    /** How long it took from the call to start the cluster until every node took pods. */
    public Duration clusterStartTook() {
        return scenario.clusterStartTook().orElseThrow(() -> notChecked("the cluster was there already"));
    }

    /** The versions that are run. */
    public Versions versions() {
        return scenario.versions();
    }

    /** What a test throws to leave its claim unchecked, for this reason. */
    public RuntimeException notChecked(String reason) {
        return new TestAbortedException(reason);
    }

    /** A command to be run when the test has ended: it removes what is outside of the namespace. */
    public void afterwards(String command) {
        scenario.afterwards(command);
    }
}

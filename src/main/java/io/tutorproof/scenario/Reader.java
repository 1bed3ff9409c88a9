package io.tutorproof.scenario;

import io.tutorproof.claim.Phase;
import io.tutorproof.kubectl.Output;
import io.tutorproof.kubectl.Running;

/**
 * The tutorial's reader, in a directory with a copy of the manifests. A shell splits what they type. A command that fails
 * leaves the claim inconclusive as soon as the test goes on to anything but judging what this command printed.
 */
public final class Reader {
    private final Scenario scenario;

    Reader(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Types a whole command line, and waits for its end: {@code kubectl scale --replicas=5 replicaset/web}. */
    public Output types(String line) {
        scenario.requireJudged();
        Output output = scenario.run(scenario.mutated(line));
        scenario.notes().command(Phase.READER, output);
        scenario.typed(output);
        return output;
    }

    /** Types a command that goes on, such as one that watches, as in a terminal of its own, until it is closed. */
    public Running starts(String line) {
        scenario.requireJudged();
        return scenario.kubectl()
                .start(scenario.mutated(line), output -> scenario.notes().command(Phase.READER, output));
    }
}

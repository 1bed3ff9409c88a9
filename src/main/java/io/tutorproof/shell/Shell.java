package io.tutorproof.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where commands are run: in a node's container, or on this machine. */
public interface Shell {
    /**
     * Runs a command and waits for its end. What goes on after that end belongs to {@link #start}: its output could be taken
     * for another command's.
     *
     * @param environment variables to be set besides those that are there
     * @throws ShellException when it cannot be run, does not end, or its place is lost meanwhile; a command that fails is
     *     a result, no exception
     */
    Executed run(String directory, Map<String, String> environment, List<String> command);

    /** Runs a command, as the other one does. */
    default Executed run(String... command) {
        return run("/", Map.of(), List.of(command));
    }

    /** Starts a command that goes on until it is stopped. */
    RunningCommand start(String directory, Map<String, String> environment, List<String> command);

    /** Copies a file of this machine, or all that a directory holds, to there. */
    void copy(Path from, String to);

    /** A directory there for files that nobody needs after the run. */
    String scratch();
}

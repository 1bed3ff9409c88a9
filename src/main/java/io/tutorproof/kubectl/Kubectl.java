package io.tutorproof.kubectl;

import io.tutorproof.shell.Executed;
import io.tutorproof.shell.Shell;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A shell with kubectl, in one namespace and in a directory of manifests. */
public final class Kubectl {
    /** How kubectl begins to say that no answer came from the API: that says nothing about what was asked. */
    private static final Pattern UNREACHED =
            Pattern.compile("(?m)^(Unable to connect to the server|The connection to the server \\S+ was refused)");

    private final Shell shell;
    private final Workplace workplace;

    /** Makes one. */
    public Kubectl(Shell shell, Workplace workplace) {
        this.shell = shell;
        this.workplace = workplace;
    }

    /**
     * Runs a command line, and waits for its end, whatever that is.
     *
     * @throws KubectlException when no answer came from the API, unless another server was asked
     */
    public Output look(String line) {
        Executed executed = shell.run(workplace.directory(), workplace.environment(), List.of("sh", "-c", line));
        Output output = new Output(line, executed.exitCode(), executed.stdout(), executed.stderr(), executed.took());
        if (output.exitCode() != 0 && UNREACHED.matcher(output.stderr()).find() && !line.contains(" --server=")) {
            throw new KubectlException(output);
        }
        return output;
    }

    /**
     * Starts one command and lets it run, as in a terminal of its own, until it is closed.
     *
     * @param listener told of what it printed when it is closed
     */
    public Running start(String line, Consumer<Output> listener) {
        return new Running(
                line,
                shell.start(workplace.directory(), workplace.environment(), List.of("sh", "-c", "exec " + line)),
                listener);
    }
}

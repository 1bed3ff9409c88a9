package io.tutorproof.kubectl;

import io.tutorproof.shell.Executed;
import io.tutorproof.shell.RunningCommand;
import io.tutorproof.shell.Shell;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A shell for somebody who calls things by other names than the cluster does.
 *
 * @param forCluster what is typed, as the cluster understands it
 * @param forReader what is printed, as the reader understands it
 */
public record Translated(Shell shell, UnaryOperator<String> forCluster, UnaryOperator<String> forReader)
        implements Shell {
    @Override
    public Executed run(String directory, Map<String, String> environment, List<String> command) {
        Executed executed = shell.run(directory, environment, forCluster(command));
        return new Executed(
                executed.exitCode(),
                forReader.apply(executed.stdout()),
                forReader.apply(executed.stderr()),
                executed.took());
    }

    @Override
    public RunningCommand start(String directory, Map<String, String> environment, List<String> command) {
        RunningCommand running = shell.start(directory, environment, forCluster(command));
        return new RunningCommand() {
            @Override
            public String stdout() {
                return forReader.apply(running.stdout());
            }

            @Override
            public String stderr() {
                return forReader.apply(running.stderr());
            }

            @Override
            public boolean hasEnded() {
                return running.hasEnded();
            }

            @Override
            public void close() {
                running.close();
            }
        };
    }

    private List<String> forCluster(List<String> command) {
        return command.stream().map(forCluster).toList();
    }

    /** Files are copied as they are. */
    @Override
    public void copy(Path from, String to) {
        shell.copy(from, to);
    }

    @Override
    public String scratch() {
        return shell.scratch();
    }
}

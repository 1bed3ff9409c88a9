package io.tutorproof.kubectl;

import io.tutorproof.cluster.Executed;
import io.tutorproof.cluster.RunningCommand;
import io.tutorproof.cluster.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * kubectl, as somebody uses it who works in one namespace and in a directory of manifests.
 *
 * <pre>{@code
 * lab.kubectl().apply("web/deployment.yaml");
 * Output pods = lab.kubectl().run("get", "pods");
 * assertThat(pods.table().rows()).hasSize(3);
 * }</pre>
 */
public final class Kubectl {
    /** How kubectl begins to say that no answer came from the API: that says nothing about what was asked. */
    private static final Pattern UNREACHED =
            Pattern.compile("(?m)^(Unable to connect to the server|The connection to the server \\S+ was refused)");

    private final Shell shell;
    private final Workplace workplace;
    private final UnaryOperator<List<String>> rewrite;
    private final Consumer<Output> listener;

    /**
     * Makes a kubectl.
     *
     * @param rewrite the last word on the arguments of every command: here a falsehood can be staged
     * @param listener told of every command that has ended, for the record
     */
    public Kubectl(Shell shell, Workplace workplace, UnaryOperator<List<String>> rewrite, Consumer<Output> listener) {
        this.shell = shell;
        this.workplace = workplace;
        this.rewrite = rewrite;
        this.listener = listener;
    }

    /** Runs kubectl with these arguments, whatever it comes to: {@code run("get", "pods")}. */
    public Output run(String... arguments) {
        Output output = look(arguments);
        listener.accept(output);
        return output;
    }

    /** Runs kubectl without a record, for one of many looks until something is there. */
    public Output look(String... arguments) {
        List<String> rewritten = rewrite.apply(List.of(arguments));
        List<String> command = new ArrayList<>(List.of("kubectl"));
        command.addAll(rewritten);
        return output(line(rewritten), shell.run(workplace.directory(), workplace.environment(), command));
    }

    private static Output output(String line, Executed executed) {
        if (executed.exitCode() != 0 && UNREACHED.matcher(executed.stderr()).find() && !line.contains(" --server=")) {
            throw new KubectlException(
                    new Output(line, executed.exitCode(), executed.stdout(), executed.stderr(), executed.took()));
        }
        return new Output(line, executed.exitCode(), executed.stdout(), executed.stderr(), executed.took());
    }

    /**
     * Runs kubectl with these arguments as a means, not as what is claimed.
     *
     * @throws KubectlException when it fails
     */
    public Output succeed(String... arguments) {
        Output output = run(arguments);
        if (output.exitCode() != 0) {
            throw new KubectlException(output);
        }
        return output;
    }

    /** Applies manifests in this order, named by their paths below the directory of manifests, as {@link #succeed} does. */
    public Output apply(String... manifests) {
        return succeed(Stream.concat(
                        Stream.of("apply"), Stream.of(manifests).flatMap(manifest -> Stream.of("-f", manifest)))
                .toArray(String[]::new));
    }

    /** Runs kubectl as a shell does with {@code > file}, and returns what the file then holds. */
    public String redirect(String file, String... arguments) {
        List<String> rewritten = rewrite.apply(List.of(arguments));
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "file=$1; shift; kubectl \"$@\" > \"$file\"", "sh", file));
        command.addAll(rewritten);
        listener.accept(output(
                line(rewritten) + " > " + file, shell.run(workplace.directory(), workplace.environment(), command)));
        return shell.run(workplace.directory(), workplace.environment(), List.of("cat", file))
                .stdout();
    }

    /** Starts kubectl with these arguments and lets it run, as in a terminal of its own, until it is closed. */
    public Running start(String... arguments) {
        List<String> rewritten = rewrite.apply(List.of(arguments));
        List<String> command = new ArrayList<>(List.of("kubectl"));
        command.addAll(rewritten);
        RunningCommand running = shell.start(workplace.directory(), workplace.environment(), command);
        return new Running(line(rewritten), running, listener);
    }

    private static String line(List<String> arguments) {
        return "kubectl "
                + String.join(
                        " ",
                        arguments.stream()
                                .map(argument -> argument.matches("[\\w@%+=:,./-]+") ? argument : "'" + argument + "'")
                                .toList());
    }
}

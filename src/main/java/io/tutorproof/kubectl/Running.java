package io.tutorproof.kubectl;

import io.tutorproof.shell.RunningCommand;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A kubectl that goes on, such as one that watches or forwards a port, until it is closed. */
public final class Running implements AutoCloseable {
    private final String line;
    private final RunningCommand command;
    private final Consumer<Output> listener;
    private final long begun = System.nanoTime();

    Running(String line, RunningCommand command, Consumer<Output> listener) {
        this.line = line;
        this.command = command;
        this.listener = listener;
    }

    /** The whole lines printed so far. */
    public List<String> lines() {
        String printed = command.stdout();
        return printed.substring(0, printed.lastIndexOf('\n') + 1).lines().toList();
    }

    /** Whether it has ended by itself, which it should not. */
    public boolean hasEnded() {
        return command.hasEnded();
    }

    /** Stops it, as Ctrl-C does. */
    @Override
    public void close() {
        command.close();
        listener.accept(
                new Output(line, 0, command.stdout(), command.stderr(), Duration.ofNanos(System.nanoTime() - begun)));
    }

    @Override
    public String toString() {
        return "$ " + line + "\n" + command.stdout() + command.stderr();
    }
}

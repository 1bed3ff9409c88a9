package io.tutorproof.shell;

/** A command that runs until it is stopped, such as one that watches. */
public interface RunningCommand extends AutoCloseable {
    /** What it has printed so far. */
    String stdout();

    /** What it has said on its error stream so far. */
    String stderr();

    /** Whether it has ended by itself. */
    boolean hasEnded();

    /** Ends it as Ctrl-C does, and waits until all it printed is here. */
    @Override
    void close();
}

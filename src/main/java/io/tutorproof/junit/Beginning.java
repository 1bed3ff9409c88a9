package io.tutorproof.junit;

import io.tutorproof.report.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The run that all tests of a suite belong to, or why there can be none: then the first test fails with it, once. */
final class Beginning implements AutoCloseable {
    private final @Nullable Run run;
    private @Nullable RuntimeException untold;
    private final @Nullable RuntimeException problem;

    private Beginning(@Nullable Run run, @Nullable RuntimeException problem) {
        this.run = run;
        this.problem = problem;
        this.untold = problem;
    }

    static Beginning make() {
        try {
            Failure.clear();
            Tutorial tutorial = Tutorials.theOne();
            return new Beginning(new Run(tutorial, tutorial.ledger()), null);
        } catch (IOException e) {
            throw new UncheckedIOException("what an earlier run left in " + Telling.REPORT + " cannot be removed", e);
        } catch (RuntimeException e) {
            try (Console console = Console.open(System.getenv())) {
                Failure.tell(console, e);
            }
            return new Beginning(null, e);
        }
    }

    synchronized Run run() {
        if (run != null) {
            return run;
        }
        RuntimeException first = untold;
        untold = null;
        throw first == null
                ? new Run.SetupFailedBefore(problem == null ? new IllegalStateException("no run") : problem)
                : first;
    }

    @Override
    public void close() {
        if (run != null) {
            run.close();
        }
    }
}

package io.tutorproof.junit;

import io.tutorproof.claim.Expectation;
import io.tutorproof.claim.Text;
import io.tutorproof.claim.Verdict;
import io.tutorproof.scenario.Refutation;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * From how a test ended to a verdict. Only a {@link Refutation} refutes a claim: any other problem says nothing about it,
 * and so does a refutation on a cluster in trouble.
 */
record Outcome(Verdict verdict, @Nullable String reason) {
    /** The same, and when nothing is said about the claim, in which line of its test it ended. */
    Outcome in(Class<?> test, @Nullable Throwable problem) {
        if (verdict != Verdict.INCONCLUSIVE || problem == null) {
            return this;
        }
        return Stream.of(problem.getStackTrace())
                .filter(frame -> frame.getClassName().equals(test.getName()))
                .findFirst()
                .map(frame ->
                        new Outcome(verdict, reason + " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")"))
                .orElse(this);
    }

    static Outcome of(Expectation expected, @Nullable Throwable problem, Optional<String> trouble) {
        if (problem == null) {
            Text reason = expected.reason();
            return new Outcome(expected.verdict(), reason == null ? null : reason.en());
        }
        if (problem instanceof Mutant.NotKilled survived) {
            return new Outcome(expected.verdict(), survived.getMessage());
        }
        if (problem instanceof TestAbortedException) {
            return new Outcome(Verdict.NOT_CHECKED, String.valueOf(problem.getMessage()));
        }
        if (problem instanceof Refutation) {
            return trouble.map(cause ->
                            new Outcome(Verdict.INCONCLUSIVE, cause + "; the test said: " + problem.getMessage()))
                    .orElseGet(() -> new Outcome(Verdict.REFUTED, String.valueOf(problem.getMessage())));
        }
        String said = problem.getClass().getSimpleName() + ": " + withItsCause(problem);
        return new Outcome(
                Verdict.INCONCLUSIVE,
                trouble.filter(cause -> !said.contains(cause))
                        .map(cause -> cause + "; the test said: " + said)
                        .orElse(said));
    }

    /** Its message, and that of its first cause, which some libraries leave out. */
    private static String withItsCause(Throwable problem) {
        Throwable first = problem;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        String message = String.valueOf(problem.getMessage());
        String cause = first.getMessage() == null ? first.getClass().getSimpleName() : first.getMessage();
        return first == problem || message.contains(cause) ? message : message + " Cause: " + cause;
    }
}

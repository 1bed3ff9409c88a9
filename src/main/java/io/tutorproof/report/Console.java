package io.tutorproof.report;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Verdict;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Tells a run as it goes, in plain lines that make sense in a log. */
public final class Console {
    private static final int LONGEST_REASON = 300;

    private final PrintStream out;

    public Console(PrintStream out) {
        this.out = out;
    }

    /** A step of the run that has begun or ended. */
    public void say(String line) {
        out.println("tutorproof: " + line);
    }

    /** A claim that was judged. */
    public void tell(ClaimResult result) {
        String line = String.format(
                Locale.ROOT,
                "%-12s %-28s %6.1f s",
                result.verdict().id(),
                result.claim().id(),
                result.seconds());
        say(result.verdict().failsTheRun() ? line + "  " + onOneLine(String.valueOf(result.reason())) : line);
    }

    /** The closing table. */
    public void close(RunResult run, Path json) {
        out.println();
        for (ClaimResult result : run.claims()) {
            out.printf(
                    Locale.ROOT,
                    "  %-12s %s%n",
                    result.verdict().id(),
                    result.claim().statement().en());
        }
        out.println();
        StringBuilder line = new StringBuilder();
        for (Verdict verdict : Verdict.values()) {
            line.append(run.count(verdict)).append(' ').append(verdict.id()).append(", ");
        }
        say(line + "of " + run.claims().size() + " claims in " + seconds(run.took()) + "; all of it in " + json);
    }

    /** A duration for a reader. */
    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static String onOneLine(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + " ...";
    }
}

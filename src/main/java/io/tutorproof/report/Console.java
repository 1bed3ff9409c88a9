package io.tutorproof.report;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Verdict;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * Tells a run as it goes, in plain lines that make sense in a log; on a terminal there is one more line below them that
 * changes.
 */
public final class Console implements AutoCloseable {
    private static final int LONGEST_REASON = 300;

    private final PrintStream out;
    private final LiveLine live;

    Console(PrintStream out, LiveLine live) {
        this.out = out;
        this.live = live;
    }

    /**
     * A console on standard output, or on the terminal that {@code ./verify} names in the variable
     * {@code TUTORPROOF_TERMINAL}: a test's own standard output passes through Maven, which knows only whole lines.
     */
    public static Console open(Map<String, String> environment) {
        PrintStream terminal = LiveLine.terminal(environment.getOrDefault("TUTORPROOF_TERMINAL", ""));
        return terminal == null
                ? new Console(System.out, LiveLine.inLog(System.out))
                : new Console(terminal, LiveLine.on(terminal, environment.getOrDefault("COLUMNS", "")));
    }

    /** A step of the run that has begun or ended. */
    public void say(String line) {
        String whole = "tutorproof: " + Secrets.removedFrom(line);
        live.above(whole);
        live.stage(whole);
    }

    /** How many claims there will be. */
    public void expect(int claims) {
        live.expect(claims);
    }

    /** A claim that is being tried from now on. */
    public void begin(String claim) {
        live.begin(claim);
    }

    /** A claim that was judged. */
    public void tell(ClaimResult result) {
        String line = String.format(
                Locale.ROOT, "%-12s %-28s %6.1f s", result.verdict().id(), result.id(), result.seconds());
        live.end(result.id());
        say(result.verdict().failsTheRun() ? line + "  " + onOneLine(String.valueOf(result.reason())) : line);
    }

    /** A claim that was made false. */
    public void tell(MutantResult mutant) {
        boolean killed = mutant.fate() == MutantResult.Fate.KILLED;
        String line = String.format(
                Locale.ROOT,
                "%-12s %-28s %6.1f s  %s",
                mutant.fate().name().toLowerCase(Locale.ROOT),
                mutant.claim(),
                mutant.seconds(),
                mutant.mutant());
        live.end(mutant.claim());
        say(killed ? line : line + ": " + mutant.verdict().id() + ": " + onOneLine(mutant.message()));
    }

    /** The last line about claims that were made false. */
    public void close(MutantsResult result, Path page) {
        live.close();
        say(result.killed() + " of " + result.tried().size() + " mutants killed, " + result.valid()
                + " of them valid, in " + Svg.seconds(result.seconds()) + "; by what messages is in " + page);
    }

    /** The closing table, of the claims that were tried or were to be. */
    public void close(RunResult run, Path page) {
        live.close();
        out.println();
        for (ClaimResult result : run.claims()) {
            boolean leftOut =
                    result.verdict() == Verdict.NOT_CHECKED && result.test().isEmpty();
            if (!leftOut) {
                out.printf(
                        Locale.ROOT,
                        "  %-12s %s%n",
                        result.verdict().id(),
                        result.statement().en());
            }
        }
        out.println();
        StringBuilder line = new StringBuilder();
        for (Verdict verdict : Verdict.values()) {
            line.append(run.count(verdict)).append(' ').append(verdict.id()).append(", ");
        }
        say(line + "of " + run.claims().size() + " claims in " + Svg.seconds(run.seconds()) + "; the report is in "
                + page);
    }

    /** Takes the line that changes away. */
    @Override
    public void close() {
        live.close();
    }

    /** A duration for a reader. */
    public static String seconds(Duration duration) {
        return Svg.seconds(duration.toMillis() / 1000.0);
    }

    private static String onOneLine(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_REASON ? line : Cut.to(LONGEST_REASON, line) + " ...";
    }
}

package io.tutorproof.junit;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Expectation;
import io.tutorproof.claim.Ledger;
import io.tutorproof.claim.LedgerEntry;
import io.tutorproof.claim.NothingToCheckException;
import io.tutorproof.claim.Verdict;
import io.tutorproof.observe.History;
import io.tutorproof.report.Console;
import io.tutorproof.report.RunResult;
import io.tutorproof.report.RunResult.ClusterFacts;
import io.tutorproof.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** One run of the suite: its cluster, made when the first claim needs it, and all that was found out. */
final class Run implements AutoCloseable {
    private final Console console = Console.open(System.getenv());
    private final Instant started = Instant.now();
    private final Mutants mutants = made();
    private final Telling telling = mutants.areAny() ? new MutantsTelling(mutants) : new ClaimsTelling();
    private final Tutorial tutorial;
    private final Ledger ledger;
    private final Map<String, ClaimResult> results = new ConcurrentHashMap<>();
    private final Map<String, History> histories = new ConcurrentHashMap<>();
    private final Thread onExit = new Thread(this::writeReport, "tutorproof-result");
    private volatile @Nullable Set<String> selection;
    private volatile @Nullable Setup setup;

    /** Asked of the cluster at the end, while it is still there. */
    private volatile @Nullable ClusterFacts facts;

    private volatile @Nullable RuntimeException setupProblem;

    Run(Tutorial tutorial, Ledger ledger) {
        this.tutorial = tutorial;
        this.ledger = ledger;
        try {
            telling.clear();
        } catch (IOException e) {
            throw new UncheckedIOException("what an earlier run left in " + Telling.REPORT + " cannot be removed", e);
        }
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /** The mutants; none when that cannot be known, which the first claim is told when it asks for a cluster. */
    private static Mutants made() {
        try {
            return Mutants.in(Settings.load().mutants());
        } catch (RuntimeException e) {
            return Mutants.NONE;
        }
    }

    Ledger ledger() {
        return ledger;
    }

    /** The claim of this id, which a test says it proves. */
    LedgerEntry claim(String id) {
        return ledger.find(id).orElseThrow(() -> new IllegalArgumentException("the ledger has no claim '" + id + "'"));
    }

    /**
     * The cluster, to try a claim on. When it cannot be had, the first to ask is told why, and the others that they were
     * not tried.
     */
    synchronized Setup setup(LedgerEntry claim) {
        if (setupProblem != null) {
            throw new SetupFailedBefore(setupProblem);
        }
        try {
            if (!isSelected(claim, selection())) {
                throw new NotSelected();
            }
            if (setup == null) {
                Set<String> asked = selection();
                console.expect((int) ledger.entries().stream()
                        .filter(known -> isSelected(known, asked))
                        .count());
                Settings settings = Settings.load();
                setup = Setup.make(settings, tutorial, Mutants.in(settings.mutants()), console);
            }
            console.begin(claim.id());
            return setup;
        } catch (NotSelected e) {
            throw e;
        } catch (RuntimeException e) {
            setupProblem = e;
            Failure.tell(console, e);
            throw e;
        }
    }

    /** Whether claims are made false: each by itself then, and what the cluster looks like meanwhile is of no use. */
    boolean makesFalse() {
        return mutants.areAny();
    }

    /** What makes this claim false. */
    List<Mutant> mutantsOf(String claim) {
        return mutants.of(claim);
    }

    /** The claims that were asked for by their ids; none when that is all of them. */
    private Set<String> selection() {
        if (selection == null) {
            Set<String> only = Settings.load().only();
            for (String id : only) {
                if (ledger.find(id).isEmpty()) {
                    throw new NothingToCheckException("tutorproof.only names '" + id + "', which is no claim: see "
                            + ledger.entries().stream().map(LedgerEntry::id).toList());
                }
            }
            selection = only;
        }
        return selection;
    }

    private boolean isSelected(LedgerEntry claim, @Nullable Set<String> asked) {
        boolean wanted = asked == null || asked.isEmpty() || asked.contains(claim.id());
        return wanted && (!mutants.areAny() || !mutants.of(claim.id()).isEmpty());
    }

    /** Skips a test whose claim was not asked for. */
    static final class NotSelected extends TestAbortedException {
        private static final long serialVersionUID = 1;

        NotSelected() {
            super("not selected (tutorproof.only)");
        }
    }

    /** What a claim should end with on the version of Kubernetes that is run; as if on none while there is no cluster. */
    Expectation expected(LedgerEntry claim) {
        Setup made = setup;
        return claim.expectedOn(made == null ? null : made.versions());
    }

    /** Aborts a test for a reason that was told already. */
    static final class SetupFailedBefore extends TestAbortedException {
        private static final long serialVersionUID = 1;

        SetupFailedBefore(RuntimeException cause) {
            super("no cluster: " + cause.getMessage(), cause);
        }
    }

    /** Why what was seen since a time says nothing about a claim, if that is so. */
    Optional<String> troubleSince(long since, boolean failed) {
        Setup made = setup;
        try {
            return made == null ? Optional.empty() : made.troubleSince(since, failed);
        } catch (RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    void add(ClaimResult result, Optional<Mutant> mutant, @Nullable History history) {
        results.put(result.id(), result);
        if (history != null) {
            histories.put(result.id(), history);
        }
        if (setupProblem == null) {
            telling.tell(console, result, mutant);
        }
    }

    private RunResult result() {
        return new RunResult(
                started,
                Duration.between(started, Instant.now()).toMillis() / 1000.0,
                facts != null || setup == null ? facts : setup.facts(),
                ledger.entries().stream().map(this::resultOf).toList(),
                histories);
    }

    private ClaimResult resultOf(LedgerEntry claim) {
        ClaimResult found = results.get(claim.id());
        if (found != null) {
            return found;
        }
        boolean selected = isSelected(claim, selection);
        return ClaimResult.of(
                claim,
                expected(claim),
                selected ? Verdict.INCONCLUSIVE : Verdict.NOT_CHECKED,
                selected ? "no test of it ran to its end" : "not selected (tutorproof.only)",
                started,
                0,
                "",
                List.of(),
                null);
    }

    private RunResult writeReport() {
        RunResult result = result();
        try {
            telling.write(result);
        } catch (IOException e) {
            throw new UncheckedIOException("the report cannot be written to " + Telling.REPORT, e);
        }
        return result;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(onExit);
        console.close();
        Setup made = setup;
        facts = made == null ? null : made.factsAtTheEnd();
        CompletableFuture<List<String>> leaving = made == null
                ? CompletableFuture.completedFuture(List.of())
                : CompletableFuture.supplyAsync(() -> made.leave(console::say));
        RunResult result;
        List<String> changes;
        try {
            result = writeReport();
        } finally {
            changes = leaving.join();
        }
        changes.forEach(change -> console.say("in the cluster, outside of what this run made: " + change));
        if (setupProblem != null) {
            return; // told once, and the test that asked first has failed with it
        }
        telling.close(console, result);
        if (made != null) {
            made.howToReach().ifPresent(console::say);
        }
        String failure = telling.failure(result);
        if (!failure.isEmpty()) {
            throw new AssertionError(failure);
        }
        if (made != null && !changes.isEmpty() && !made.mayBeShared()) {
            throw new AssertionError(
                    "a cluster of this machine alone has changed outside of what this run made: " + changes);
        }
    }
}

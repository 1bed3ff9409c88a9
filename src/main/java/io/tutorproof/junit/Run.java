package io.tutorproof.junit;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Expectation;
import io.tutorproof.claim.KubernetesVersion;
import io.tutorproof.claim.Ledger;
import io.tutorproof.claim.LedgerEntry;
import io.tutorproof.claim.Verdict;
import io.tutorproof.cluster.Settings;
import io.tutorproof.report.ClaimsJson;
import io.tutorproof.report.Console;
import io.tutorproof.report.RunResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** One run of the suite: its cluster, made when the first claim needs it, and all that was found out. */
final class Run implements AutoCloseable {
    private static final Path JSON = Path.of("target", "tutorproof", "claims.json");

    private final Console console = new Console(System.out);
    private final Instant started = Instant.now();
    private final Tutorial tutorial = theTutorial();
    private final Ledger ledger = tutorial.ledger();
    private final Map<String, ClaimResult> results = new ConcurrentHashMap<>();
    private final Thread onExit = new Thread(this::writeJson, "tutorproof-result");
    private volatile @Nullable Set<String> selection;
    private volatile @Nullable Setup setup;
    private volatile @Nullable RuntimeException setupProblem;

    Run() {
        try {
            Files.deleteIfExists(JSON); // of an earlier run
        } catch (IOException e) {
            throw new UncheckedIOException(JSON + " cannot be removed", e);
        }
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    private static Tutorial theTutorial() {
        List<Tutorial> found = ServiceLoader.load(Tutorial.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException("META-INF/services/" + Tutorial.class.getName()
                    + " must name one tutorial, and " + found.size() + " are named");
        }
        return found.get(0);
    }

    Ledger ledger() {
        return ledger;
    }

    /** The claim with this id, which a test says it proves. */
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
                setup = Setup.make(Settings.load(), tutorial, console);
            }
            return setup;
        } catch (NotSelected e) {
            throw e;
        } catch (RuntimeException e) {
            setupProblem = e;
            console.say("cannot verify anything: " + e.getMessage());
            throw e;
        }
    }

    /** The claims that were asked for by their ids; none when that is all of them. */
    private Set<String> selection() {
        if (selection == null) {
            Set<String> only = Settings.load().only();
            for (String id : only) {
                if (ledger.find(id).isEmpty()) {
                    throw new IllegalArgumentException("tutorproof.only names '" + id + "', which is no claim: see "
                            + ledger.entries().stream().map(LedgerEntry::id).toList());
                }
            }
            selection = only;
        }
        return selection;
    }

    private static boolean isSelected(LedgerEntry claim, @Nullable Set<String> selection) {
        return selection == null || selection.isEmpty() || selection.contains(claim.id());
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
        return claim.expectedOn(
                made == null ? null : KubernetesVersion.parse(made.facts().kubernetes()));
    }

    /** Aborts a test for a reason that was told already. */
    static final class SetupFailedBefore extends TestAbortedException {
        private static final long serialVersionUID = 1;

        SetupFailedBefore(RuntimeException cause) {
            super("no cluster: " + cause.getMessage(), cause);
        }
    }

    /** Why no claim can be judged any more, if that is so. */
    Optional<String> trouble() {
        Setup made = setup;
        return made == null ? Optional.empty() : made.cluster().trouble();
    }

    void add(ClaimResult result) {
        results.put(result.claim().id(), result);
        if (setupProblem == null) {
            console.tell(result);
        }
    }

    private RunResult result() {
        return new RunResult(
                started,
                Duration.between(started, Instant.now()),
                setup == null ? null : setup.facts(),
                ledger.entries().stream().map(this::resultOf).toList());
    }

    private ClaimResult resultOf(LedgerEntry claim) {
        ClaimResult found = results.get(claim.id());
        if (found != null) {
            return found;
        }
        boolean selected = isSelected(claim, selection);
        return new ClaimResult(
                claim,
                expected(claim),
                selected ? Verdict.INCONCLUSIVE : Verdict.NOT_CHECKED,
                selected ? "no test of it ran to its end" : "not selected (tutorproof.only)",
                0,
                "",
                List.of());
    }

    private RunResult writeJson() {
        RunResult result = result();
        try {
            ClaimsJson.write(result, JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(JSON + " cannot be written", e);
        }
        return result;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(onExit);
        RunResult result = writeJson();
        if (setupProblem != null) {
            return; // told once, and the test that asked first has failed with it
        }
        console.close(result, JSON);
        Setup made = setup;
        if (made != null) {
            made.close();
            made.howToReach().ifPresent(console::say);
        }
        if (!result.isGood()) {
            throw new AssertionError(
                    "not proved: a claim is refuted or inconclusive, or none was checked; see " + JSON);
        }
    }
}

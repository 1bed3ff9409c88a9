package io.tutorproof.junit;

import io.tutorproof.claim.ClaimResult;
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

    /** The cluster. When it cannot be had, the first to ask is told why, and the others that they were not tried. */
    synchronized Setup setup() {
        if (setupProblem != null) {
            throw new SetupFailedBefore(setupProblem);
        }
        if (setup == null) {
            try {
                setup = Setup.make(Settings.load(), tutorial, console);
            } catch (RuntimeException e) {
                setupProblem = e;
                console.say("cannot verify anything: " + e.getMessage());
                throw e;
            }
        }
        return setup;
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
        return found != null
                ? found
                : new ClaimResult(claim, Verdict.NOT_CHECKED, "its test did not run to its end", 0, "", List.of());
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

package io.tutorproof.junit;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Verdict;
import io.tutorproof.report.Console;
import io.tutorproof.report.MutantResult;
import io.tutorproof.report.MutantResult.Fate;
import io.tutorproof.report.MutantsReport;
import io.tutorproof.report.MutantsResult;
import io.tutorproof.report.RunResult;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Tells which claims that were made false were refuted, and for what they are. */
final class MutantsTelling implements Telling {
    private final Mutants mutants;
    private final Queue<MutantResult> tried = new ConcurrentLinkedQueue<>();

    MutantsTelling(Mutants mutants) {
        this.mutants = mutants;
    }

    @Override
    public void clear() throws IOException {
        MutantsReport.remove(REPORT);
    }

    @Override
    public void tell(Console console, ClaimResult result, Optional<Mutant> mutant) {
        if (mutant.isPresent() && result.verdict() != Verdict.NOT_CHECKED) {
            MutantResult told = told(result, mutant.get());
            tried.add(told);
            console.tell(told);
        }
    }

    private static MutantResult told(ClaimResult result, Mutant mutant) {
        String message = String.valueOf(result.reason());
        Fate fate = switch (result.verdict()) {
            case INCONCLUSIVE -> Fate.INVALID;
            case REFUTED -> mutant.isNamedIn(message) ? Fate.KILLED : Fate.SURVIVED;
            default -> Fate.SURVIVED;
        };
        return new MutantResult(result.id(), mutant.what(), fate, result.verdict(), message, result.seconds());
    }

    @Override
    public void write(RunResult result) throws IOException {
        MutantsReport.write(judged(result), REPORT);
    }

    @Override
    public void close(Console console, RunResult result) {
        console.close(judged(result), REPORT.resolve(MutantsReport.PAGE));
    }

    @Override
    public String failure(RunResult result) {
        return judged(result).isGood()
                ? ""
                : "a claim that was made false was not refuted for what it is, or none was tried; see "
                        + REPORT.resolve(MutantsReport.PAGE);
    }

    /** In the tutorial's order. */
    private MutantsResult judged(RunResult result) {
        List<String> order = result.claims().stream().map(ClaimResult::id).toList();
        return new MutantsResult(
                result.started(),
                result.seconds(),
                tried.stream()
                        .sorted(Comparator.comparingInt(mutant -> order.indexOf(mutant.claim())))
                        .toList(),
                mutants.without());
    }
}

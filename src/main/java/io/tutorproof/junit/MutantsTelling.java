package io.tutorproof.junit;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Verdict;
import io.tutorproof.report.Console;
import io.tutorproof.report.MutantsReport;
import io.tutorproof.report.MutantsResult;
import io.tutorproof.report.MutantsResult.Mutant;
import io.tutorproof.report.RunResult;
import java.io.IOException;
import java.util.List;

/** Tells which claims that were made false were refuted, and for what they are. */
record MutantsTelling(Falsehoods falsehoods) implements Telling {
    @Override
    public void clear() throws IOException {
        MutantsReport.remove(REPORT);
    }

    @Override
    public void tell(Console console, ClaimResult result) {
        mutants(List.of(result)).forEach(console::tell);
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

    private MutantsResult judged(RunResult result) {
        List<ClaimResult> tried = result.claims().stream()
                .filter(claim -> claim.verdict() != Verdict.NOT_CHECKED)
                .toList();
        return new MutantsResult(result.started(), result.seconds(), mutants(tried), falsehoods.without());
    }

    private List<Mutant> mutants(List<ClaimResult> claims) {
        return claims.stream()
                .flatMap(claim -> falsehoods.of(claim.id()).map(falsehood -> mutant(claim, falsehood)).stream())
                .toList();
    }

    private static Mutant mutant(ClaimResult claim, Falsehood falsehood) {
        String message = String.valueOf(claim.reason());
        boolean killed = claim.verdict() == Verdict.REFUTED && message.contains(falsehood.named());
        return new Mutant(claim.id(), falsehood.what(), claim.verdict(), message, killed, claim.seconds());
    }
}

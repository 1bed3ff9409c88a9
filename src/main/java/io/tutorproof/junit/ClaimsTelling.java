package io.tutorproof.junit;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.report.Console;
import io.tutorproof.report.Report;
import io.tutorproof.report.RunResult;
import java.io.IOException;
import java.util.Optional;

/** Tells the verdicts. */
final class ClaimsTelling implements Telling {
    @Override
    public void clear() throws IOException {
        Report.remove(REPORT);
    }

    @Override
    public void tell(Console console, ClaimResult result, Optional<Mutant> mutant) {
        console.tell(result);
    }

    @Override
    public void write(RunResult result) throws IOException {
        Report.write(result, REPORT);
    }

    @Override
    public void close(Console console, RunResult result) {
        console.close(result, REPORT.resolve(Report.PAGE));
        try {
            Report.tellGitHub(result, System.getenv().getOrDefault("GITHUB_STEP_SUMMARY", ""));
        } catch (IOException e) {
            console.say("the summary could not be appended to GITHUB_STEP_SUMMARY: " + e);
        }
    }

    @Override
    public String failure(RunResult result) {
        return result.isGood()
                ? ""
                : "not proved: a claim is refuted or inconclusive, or none was checked; see "
                        + REPORT.resolve(Report.PAGE);
    }
}

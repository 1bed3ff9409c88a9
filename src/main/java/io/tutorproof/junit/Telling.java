package io.tutorproof.junit;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.report.Console;
import io.tutorproof.report.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** How a run tells what it found out: about the claims, or about claims that were made false. */
interface Telling {
    /** Where everything is written that a run leaves behind. */
    Path REPORT = Path.of("target", "tutorproof");

    /** Removes what an earlier run left. */
    void clear() throws IOException;

    /** Tells of a claim that has just been judged. */
    void tell(Console console, ClaimResult result, Optional<Mutant> mutant);

    /** Writes the report. */
    void write(RunResult result) throws IOException;

    /** The last words. */
    void close(Console console, RunResult result);

    /** Why the run has failed; empty when it has not. */
    String failure(RunResult result);
}

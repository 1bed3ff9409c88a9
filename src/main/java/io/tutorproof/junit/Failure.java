package io.tutorproof.junit;

import io.tutorproof.claim.NothingToCheckException;
import io.tutorproof.report.Console;
import io.tutorproof.report.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Why a run did not come to judging anything, for whoever started it and would else only see that it failed. */
final class Failure {
    private static final Path FILE = Telling.REPORT.resolve("failure.txt");

    private Failure() {}

    static void tell(Console console, RuntimeException why) {
        console.say("cannot verify anything: " + why.getMessage());
        if (why instanceof NothingToCheckException) {
            return; // which is a run that proved nothing, as others do
        }
        try {
            Files.createDirectories(Telling.REPORT);
            Files.writeString(FILE, Secrets.removedFrom(why.getMessage() + "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be written", e);
        }
    }

    static void clear() throws IOException {
        Files.deleteIfExists(FILE);
    }
}

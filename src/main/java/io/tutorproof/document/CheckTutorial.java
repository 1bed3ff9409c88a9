package io.tutorproof.document;

import io.tutorproof.claim.Ledger;
import io.tutorproof.claim.LedgerException;
import io.tutorproof.kubectl.ManifestException;
import io.tutorproof.kubectl.Manifests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Checks a tutorial's text: the program behind {@code ./verify --tutorial FILE.md}. */
public final class CheckTutorial {
    private static final int FOUND = 1;
    private static final int UNUSABLE = 2;

    private CheckTutorial() {}

    /**
     * Takes the tutorial's file, the ledger's and the directory of manifests. Prints a line for each finding, with the line of
     * the text. The exit code is 0 when nothing was found, 1 when something was, 2 when a file cannot be used.
     */
    public static void main(String[] arguments) {
        if (arguments.length != 3) {
            fail("wanted a tutorial, a ledger and a directory of manifests, got " + arguments.length + " arguments");
        }
        Path tutorial = Path.of(arguments[0]);
        Path ledger = Path.of(arguments[1]);
        try {
            Document document = Document.parse(tutorial.toString(), text(tutorial));
            List<Finding> findings = DocumentCheck.findings(
                    document,
                    Ledger.parse(ledger.getFileName().toString(), text(ledger)),
                    Manifests.in(Path.of(arguments[2])).texts());
            findings.forEach(finding -> System.out.println(
                    tutorial + ":" + finding.line() + ": " + finding.kind() + ": " + finding.message()));
            System.out.println("tutorproof: " + findings.size() + " findings in "
                    + document.blocks().size() + " passages, "
                    + document.commands().size() + " commands");
            System.exit(findings.isEmpty() ? 0 : FOUND);
        } catch (DocumentException | LedgerException | ManifestException e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    private static String text(Path file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            CharBuffer characters = CharBuffer.allocate(bytes.remaining());
            var decoder = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            if (decoder.decode(bytes, characters, true).isError()) {
                long line = characters.flip().toString().lines().count();
                throw new DocumentException(file + " is not UTF-8: line " + Math.max(1, line)
                        + " has bytes that are no character; save it as UTF-8");
            }
            return characters.flip().toString();
        } catch (NoSuchFileException e) {
            throw new DocumentException("there is no file " + file);
        } catch (IOException e) {
            throw new DocumentException(file + " cannot be read: " + e);
        }
    }

    private static void fail(String message) {
        System.err.println("tutorproof: " + message);
        System.exit(UNUSABLE);
    }
}

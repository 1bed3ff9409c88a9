package io.tutorproof.report;

import java.io.IOException;
import java.nio.file.Path;

/** Makes the page anew from a saved result, without a cluster: the program behind {@code ./verify --report FILE.json}. */
public final class RebuildReport {
    private RebuildReport() {}

    /**
     * Takes the saved result and the directory to write to. Ends with exit code 1 and one line on standard error when
     * the result cannot be read; then nothing is written. The result is written beside its page.
     */
    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            fail("wanted a saved result and a directory, got " + arguments.length + " arguments");
        }
        Path directory = Path.of(arguments[1]);
        try {
            RunResult saved = ClaimsJson.read(Path.of(arguments[0]));
            PageHtml.render(saved); // before anything is written
            Report.write(saved, directory);
        } catch (ResultException e) {
            fail(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            fail("the report cannot be written to " + directory + ": " + e);
        } catch (RuntimeException e) {
            fail("no report can be made of " + arguments[0] + ": "
                    + e.toString().lines().findFirst().orElse(""));
        }
        System.out.println("tutorproof: the report is in " + directory.resolve(Report.PAGE));
    }

    private static void fail(String message) {
        System.err.println("tutorproof: " + message);
        System.exit(1);
    }
}

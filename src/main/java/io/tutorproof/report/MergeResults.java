package io.tutorproof.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes one page of several results: the program behind {@code ./verify --merge} and {@code --k3s}. */
public final class MergeResults {
    /** In the directory of a result that could not be had: why. */
    private static final String FAILURE = "failure.txt";

    private MergeResults() {}

    /**
     * Takes the directory to write to, and those of the results. The exit code is 0 when every one proved something and
     * nothing went wrong in any, 1 when one did, and 2 when no page can be made.
     */
    public static void main(String[] arguments) {
        try {
            if (arguments.length < 2) {
                throw new ResultException("wanted a directory to write to, and at least one with a result");
            }
            Path directory = Path.of(arguments[0]);
            List<Versions.Column> columns = new ArrayList<>();
            for (int i = 1; i < arguments.length; i++) {
                columns.add(column(directory, Path.of(arguments[i])));
            }
            Versions versions = Versions.of(columns);
            WholeFile.write(directory.resolve(Report.PAGE), PageHtml.render(versions));
            WholeFile.write(directory.resolve("summary.md"), VersionsMarkdown.of(versions));
            versions.columns().stream()
                    .filter(column -> column.failure() != null)
                    .forEach(column ->
                            System.out.println("tutorproof: " + column.name() + " failed: " + column.failure()));
            System.out.println("tutorproof: " + columns.size() + " clusters, "
                    + versions.changed().size() + " verdicts change; the page is in " + directory.resolve(Report.PAGE));
            System.exit(versions.isGood() ? 0 : 1);
        } catch (ResultException e) {
            fail(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            fail("the page cannot be written: " + e);
        }
    }

    static Versions.Column column(Path from, Path directory) throws IOException {
        String name = String.valueOf(directory.getFileName());
        Path failure = directory.resolve(FAILURE);
        if (Files.exists(failure)) {
            return Versions.Column.failed(name, Files.readString(failure).strip());
        }
        Path page = directory.resolve(Report.PAGE);
        String link = Files.exists(page)
                ? from.toAbsolutePath().relativize(page.toAbsolutePath()).toString()
                : "";
        return Versions.Column.of(name, link, ClaimsJson.read(directory.resolve(Report.RESULT)));
    }

    private static void fail(String message) {
        System.err.println("tutorproof: " + message);
        System.exit(2);
    }
}

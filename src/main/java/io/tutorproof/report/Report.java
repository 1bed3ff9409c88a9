package io.tutorproof.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * What a run leaves behind: {@code claims.json} with everything, and made from it {@code index.html} for people,
 * {@code summary.md} for a continuous integration's page, and {@code badge.json} for a badge.
 */
public final class Report {
    /** The page's name in its directory. */
    public static final String PAGE = "index.html";

    /** The saved result's name in its directory. */
    public static final String RESULT = "claims.json";

    private Report() {}

    /** Writes all of it; each file whole or not at all. */
    public static void write(RunResult run, Path directory) throws IOException {
        String json = ClaimsJson.toJson(run);
        WholeFile.write(directory.resolve(RESULT), json);
        RunResult saved = ClaimsJson.parse(RESULT, json); // without its secrets
        String page = PageHtml.render(saved);
        WholeFile.write(directory.resolve("summary.md"), SummaryMarkdown.of(saved));
        WholeFile.write(directory.resolve("badge.json"), Badge.of(saved));
        WholeFile.write(directory.resolve(PAGE), page);
    }

    /** Removes what an earlier run left there. */
    public static void remove(Path directory) throws IOException {
        Path diagnostics = directory.resolve("diagnostics");
        if (Files.exists(diagnostics)) {
            try (Stream<Path> files = Files.walk(diagnostics)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        for (String file : new String[] {RESULT, PAGE, "summary.md", "badge.json"}) {
            Files.deleteIfExists(directory.resolve(file));
        }
    }

    /** Appends the summary to the file that GitHub Actions shows with a job, when the variable for it is set. */
    public static void tellGitHub(RunResult run, String stepSummary) throws IOException {
        if (!stepSummary.isBlank()) {
            Files.writeString(
                    Path.of(stepSummary),
                    SummaryMarkdown.of(run),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}

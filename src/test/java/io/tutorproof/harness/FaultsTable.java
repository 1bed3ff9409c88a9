package io.tutorproof.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came of each fault, for the page that tells of them. */
final class FaultsTable {
    private static final Path PLACE = Path.of("target", "tutorproof");
    private static final List<Row> ROWS = new ArrayList<>();

    private FaultsTable() {}

    /** A row; {@code seconds} are from the fault, or from the run's start where it is there before, to the run's end. */
    record Row(String fault, String wanted, String seen, String reason, double seconds, List<String> leftBehind) {}

    /** Adds what came of a fault under the run of one claim: its verdict, or none where the run could not give one. */
    static Row add(String fault, String wanted, String claim, RunUnderTest run, double seconds) throws IOException {
        Optional<JsonNode> seen = run.claim(claim);
        Row row = new Row(
                fault,
                wanted,
                seen.map(found -> found.at("/verdict").asString()).orElse("none"),
                seen.map(found -> found.at("/reason").asString()).orElse(""),
                seconds,
                run.leftBehind());
        add(row);
        return row;
    }

    /** Adds a row, and writes the table anew: tests of several classes add to it. */
    static synchronized void add(Row row) throws IOException {
        ROWS.add(row);
        Files.createDirectories(PLACE);
        Files.writeString(
                PLACE.resolve("faults.json"),
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(ROWS));
        StringBuilder table =
                new StringBuilder("| fault | wanted | seen | seconds to end | left behind |\n|---|---|---|---|---|\n");
        ROWS.forEach(seen -> table.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.1f | %d |%n",
                seen.fault(),
                seen.wanted(),
                seen.seen(),
                seen.seconds(),
                seen.leftBehind().size())));
        Files.writeString(PLACE.resolve("faults.md"), table.toString());
    }
}

package io.tutorproof.kubectl;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a kubectl command printed, and how it ended. */
public record Output(String command, int exitCode, String stdout, String stderr, Duration took) {

    /** Whether the command printed exactly this line. */
    public boolean says(String line) {
        return stdout.lines().anyMatch(line::equals);
    }

    /**
     * The one table that was printed.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Table table() {
        return Table.parse(stdout);
    }

    /** All tables that were printed, one for each kind of object. */
    public List<Table> tables() {
        return Table.parseAll(stdout);
    }

    /**
     * The printed YAML, as maps, lists and values.
     *
     * @throws IllegalArgumentException when what was printed is no YAML mapping
     */
    public Map<String, Object> yaml() {
        return Yaml.mapping(stdout);
    }

    /** Whatever was printed, on either stream. */
    public String text() {
        return stdout + stderr;
    }

    @Override
    public String toString() {
        return "$ " + command + "\n" + text().strip() + "\n(exit code " + exitCode + ")";
    }
}

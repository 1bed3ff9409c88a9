package io.tutorproof.kubectl;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a kubectl command printed, and how it ended. */
public record Output(String command, int exitCode, String stdout, String stderr, Duration took) {

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

    /**
     * Itself, when the command succeeded.
     *
     * @throws KubectlException when it failed
     */
    public Output requireSuccess() {
        if (exitCode != 0) {
            throw new KubectlException(this);
        }
        return this;
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

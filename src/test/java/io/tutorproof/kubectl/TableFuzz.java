package io.tutorproof.kubectl;

import java.nio.charset.StandardCharsets;

/** Any output is a table, or none: see {@code .ci/fuzz}. */
public final class TableFuzz {
    private TableFuzz() {}

    /** Called by the fuzzer before it looks at the clock: loads what the first input would else have to wait for. */
    public static void fuzzerInitialize() throws Exception {
        fuzzerTestOneInput(new byte[0]);
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            Table.parse(text).named("a");
        } catch (IllegalArgumentException e) {
            // No table.
        }
        try {
            Table.parseAll(text);
        } catch (IllegalArgumentException e) {
            // No tables.
        }
        try {
            Yaml.withoutCreationTimestamps(Yaml.mapping(text));
        } catch (IllegalArgumentException e) {
            // No YAML.
        }
    }
}

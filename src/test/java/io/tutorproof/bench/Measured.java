package io.tutorproof.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.harness.RunUnderTest;
import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run of claims in a process of its own, which had to be green; memory in MiB, at its most. */
record Measured(double seconds, double memory, double memoryOfNodes, JsonNode result) {
    private static final long ENOUGH_MINUTES = 20;

    static Measured run(String name, Map<String, String> settings, Map<String, String> environment)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (RunUnderTest run = RunUnderTest.start("bench-" + name, settings, environment);
                MemoryWatch memory = MemoryWatch.of(run)) {
            run.endsWithin(ENOUGH_MINUTES);
            double seconds = (System.nanoTime() - begun) / 1e9;
            assertThat(run.exitCode()).as(run.printed()).isZero();
            return new Measured(
                    seconds,
                    memory.ofProcess(),
                    memory.ofNodes(),
                    JsonMapper.shared().readTree(run.report()));
        }
    }
}

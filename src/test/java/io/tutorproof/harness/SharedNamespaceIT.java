package io.tutorproof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Claims that share a namespace, when one of them is not so: the others have the verdicts that they would have alone. */
@Tag("harness")
class SharedNamespaceIT {
    private static final Map<String, String> WANTED = new TreeMap<>(Map.of(
            "deploy-creates-rs", "holds",
            "deploy-names", "holds",
            "deploy-rolls-one-by-one", "holds",
            "deploy-all-new-image", "holds",
            "deploy-old-rs-gone", "refuted",
            "deploy-rollback", "refuted",
            "watch-shows-changes", "holds"));

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void what_is_refuted_leaves_nothing_to_the_claims_after_it(@TempDir Path manifests)
            throws IOException, InterruptedException {
        Command.must("cp", "-r", "manifests/.", manifests.toString());
        Path update = manifests.resolve("deploy-05/mi-deploy-v0.3.0.yaml");
        Files.writeString(
                update,
                Files.readString(update).replace("  replicas: 3\n", "  replicas: 3\n  revisionHistoryLimit: 0\n"));
        Map<String, String> settings = RunUnderTest.only(String.join(",", WANTED.keySet()));
        settings.put("manifests", manifests.toString());
        settings.put("nodes", "1");

        try (RunUnderTest run = RunUnderTest.start("shared-namespace", settings, Map.of())) {
            run.ends();
            Map<String, String> seen = new TreeMap<>();
            for (String claim : WANTED.keySet()) {
                seen.put(claim, run.claim(claim).orElseThrow().at("/verdict").asString());
            }
            assertThat(seen).as(run.printed()).isEqualTo(WANTED);
            assertThat(run.claim("deploy-rollback").orElseThrow().at("/reason").asString())
                    .contains("no rollout history found");
            assertThat(run.leftBehind()).isEmpty();
        }
    }
}

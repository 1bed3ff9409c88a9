package io.tutorproof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.json.JsonMapper;

/** A cluster that was there before, whose nodes pull from a registry. */
@Tag("harness")
@Execution(ExecutionMode.SAME_THREAD)
class RegistryIT {
    private static final String CLAIMS = "rs-keeps-old-image,apply-creates-pod,deploy-yaml,run-creates-pod";

    @Test
    void nodes_pull_from_the_registry_that_is_named_and_are_given_no_image_that_they_would_pull(@TempDir Path directory)
            throws IOException, InterruptedException {
        try (K3dCluster cluster = K3dCluster.create("-registry", directory);
                Registry registry = Registry.start(directory, cluster.nodes())) {
            Map<String, String> settings = cluster.settings(CLAIMS);
            settings.put("registry", registry.address() + "/team");
            try (RunUnderTest run = cluster.start("registry", settings)) {
                run.ends();

                assertThat(run.exitCode()).as(run.printed()).isZero();
                assertThat(run.claim("rs-keeps-old-image")
                                .orElseThrow()
                                .at("/verdict")
                                .asString())
                        .isEqualTo("holds");
                assertThat(JsonMapper.shared()
                                .readTree(run.report())
                                .at("/claims")
                                .toString()
                                .contains(registry.address()))
                        .as("evidence with other names than the tutorial's")
                        .isFalse();
            }
            assertThat(cluster.nodes().stream().map(K3dCluster::images).toList().toString())
                    .containsPattern(registry.address() + "/team/[0-9a-f]{12}/andr35/imagen:v0.2.0")
                    .containsPattern(registry.address() + "/team/[0-9a-f]{12}/nginx:latest");

            try (RunUnderTest run = cluster.start("registry-no-more", cluster.settings(CLAIMS))) {
                run.ends();

                assertThat(run.exitCode()).isNotZero();
                assertThat(run.printed())
                        .contains("has pulled image andr35/imagen:v0.")
                        .contains("say tutorproof.registry again");
            }
        }
    }
}

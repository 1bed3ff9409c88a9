package io.tutorproof.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What kubectl 1.20.2, 1.32.3 and 1.36.4 really printed, recorded against the cluster of airgap/prepare: where they
 * differ is handled, and where the suite relies on a text it is the same.
 */
class RecordedOutputTest {
    private static Output recorded(String version, String file) {
        try (InputStream stream = Objects.requireNonNull(
                RecordedOutputTest.class.getResourceAsStream("/kubectl/" + version + "/" + file), file)) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return new Output("kubectl", 0, text, "", Duration.ZERO);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.20", "1.32", "1.36"})
    void tables_have_the_columns_that_the_claims_look_at(String version) {
        Table wide = recorded(version, "get-pods-wide.txt").table();
        assertThat(wide.headings())
                .containsExactly(
                        "NAME",
                        "READY",
                        "STATUS",
                        "RESTARTS",
                        "AGE",
                        "IP",
                        "NODE",
                        "NOMINATED NODE",
                        "READINESS GATES");
        assertThat(wide.named("mi-pod"))
                .hasValueSatisfying(row ->
                        assertThat(row).containsAllEntriesOf(Map.of("IP", "10.42.4.3", "READINESS GATES", "<none>")));
        assertThat(recorded(version, "get-endpoints.txt").table().named("mi-pod"))
                .hasValueSatisfying(row -> assertThat(row).containsEntry("ENDPOINTS", "10.42.4.3:80"));
        assertThat(recorded(version, "get-svc.txt").table().named("mi-pod"))
                .hasValueSatisfying(row -> assertThat(row).containsEntry("PORT(S)", "80:30100/TCP"));
        assertThat(recorded(version, "get-ingress.txt").table().named("mi-app-ingress"))
                .hasValueSatisfying(row -> assertThat(row)
                        .containsAllEntriesOf(Map.of(
                                "CLASS", "<none>", "HOSTS", "mi-app.com", "ADDRESS", "172.21.0.3", "PORTS", "80")));
        assertThat(recorded(version, "get-pods-rs-deploy.txt").tables())
                .extracting(table -> table.headings().get(1))
                .containsExactly("READY", "DESIRED", "READY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.20", "1.32", "1.36"})
    void a_deletion_is_told_alike_but_for_the_namespace(String version) {
        assertThat(recorded(version, "delete-pod.txt").stdout()).startsWith("pod \"gone-1\" deleted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.20", "1.32", "1.36"})
    void a_watch_prints_one_line_a_change_with_the_status_third(String version) {
        assertThat(recorded(version, "watch.txt").stdout().lines().map(line -> line.split("\\s+", -1)[2]))
                .contains("Pending", "ContainerCreating", "Running", "Terminating");
    }

    @Test
    void generated_yaml_is_the_same_but_for_empty_creation_times() {
        for (String file : List.of(
                "run-dry-run.yaml",
                "create-deployment-dry-run.yaml",
                "create-service-nodeport-dry-run.yaml",
                "create-service-clusterip-dry-run.yaml",
                "create-ingress-dry-run.yaml")) {
            Map<String, Object> oldest = recorded("1.20", file).yaml();
            assertThat(recorded("1.32", file).yaml()).isEqualTo(oldest);
            assertThat(recorded("1.36", file).yaml()).isNotEqualTo(oldest);
            assertThat(Yaml.withoutCreationTimestamps(recorded("1.36", file).yaml()))
                    .isEqualTo(recorded("1.36", file).yaml())
                    .isEqualTo(Yaml.withoutCreationTimestamps(oldest));
        }
    }
}

package io.tutorproof.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tutorproof.kubeconfig.Entrance;
import io.tutorproof.kubeconfig.KubeconfigException;
import io.tutorproof.settings.Settings;
import io.tutorproof.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only a cluster that was named is ever touched. */
class ContextGuardTest {
    private static final String CONFIG = """
            apiVersion: v1
            kind: Config
            current-context: kind-mine
            clusters:
            - {name: here, cluster: {server: "https://127.0.0.1:6443"}}
            - {name: there, cluster: {server: "https://203.0.113.7:6443"}}
            users:
            - {name: me, user: {token: nothing}}
            contexts:
            - {name: kind-mine, context: {cluster: here, user: me}}
            - {name: kind-afar, context: {cluster: there, user: me}}
            - {name: team, context: {cluster: here, user: me}}
            """;

    @TempDir
    private Path directory = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void writeKubeconfig() throws IOException {
        file = directory.resolve("config");
        Files.writeString(file, CONFIG);
    }

    private Entrance context(Map<String, String> given) {
        Map<String, String> properties = new HashMap<>();
        given.forEach((name, value) -> properties.put("tutorproof." + name, value));
        return ContextGuard.entrance(Settings.of(properties));
    }

    private Entrance named(String context, String owned) {
        return context(Map.of("kubeconfig", file.toString(), "context", context, "i-own-this-cluster", owned));
    }

    private AbstractThrowableAssert<?, ?> refused(Map<String, String> given) {
        return assertThatThrownBy(() -> context(given));
    }

    @Test
    void a_cluster_of_this_machine_is_entered_by_the_context_that_is_named() {
        Entrance entered = named("kind-mine", "");

        assertThat(entered.cluster()).isEqualTo("here");
        assertThat(entered.user()).isEqualTo("me");
        assertThat(entered.client().getMasterUrl()).startsWith("https://127.0.0.1:6443");
    }

    @Test
    void the_current_context_is_never_taken() {
        refused(Map.of("kubeconfig", file.toString()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("tutorproof.context is not")
                .hasMessageContaining("[kind-mine, kind-afar, team]");
    }

    @Test
    void nor_is_any_other_kubeconfig() {
        refused(Map.of("context", "kind-mine"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("tutorproof.kubeconfig does not say where");
        refused(Map.of("kubeconfig", "/no/such/file", "context", "kind-mine"))
                .isInstanceOf(KubeconfigException.class)
                .hasMessageContaining("/no/such/file, which cannot be read");
    }

    @Test
    void an_unknown_context_is_told_with_those_that_are_known() {
        refused(Map.of("kubeconfig", file.toString(), "context", "kind-mime"))
                .hasMessageContaining("'kind-mime'")
                .hasMessageContaining("[kind-mine, kind-afar, team]");
    }

    /** By its name, and by its server: any cluster can be called kind. */
    @ParameterizedTest
    @ValueSource(strings = {"team", "kind-afar"})
    void a_cluster_that_others_may_use_has_to_be_named_twice(String context) {
        assertThatThrownBy(() -> named(context, ""))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("-Dtutorproof.i-own-this-cluster=" + context);
        assertThatThrownBy(() -> named(context, "kind-mine")).hasMessageContaining("they have to be the same");
        assertThat(named(context, context).user()).isEqualTo("me");
    }

    @Test
    void mutants_need_a_cluster_of_their_own() {
        refused(Map.of("kubeconfig", file.toString(), "context", "kind-mine", "mutants", "m.yaml"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("mutants");
    }
}

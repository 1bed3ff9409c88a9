package io.tutorproof.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    private Path directory = Path.of("");

    private Settings load(Map<String, String> properties, Map<String, String> environment, String file)
            throws IOException {
        Path path = directory.resolve("tutorproof.properties");
        Files.writeString(path, file);
        return Settings.from(new SettingsSource(properties, environment, path));
    }

    @Test
    void has_a_default_for_everything() {
        Settings settings = Settings.from(new SettingsSource(Map.of(), Map.of(), directory.resolve("no such file")));

        assertThat(settings.clusterImage()).isEqualTo("rancher/k3s:v1.36.4-k3s1");
        assertThat(settings.nodes()).isEqualTo(3);
        assertThat(settings.startDeadline()).isEqualTo(Duration.ofMinutes(3));
        assertThat(settings.keep()).isFalse();
    }

    @Test
    void a_property_goes_before_the_environment_and_that_before_the_file() throws IOException {
        String file = "tutorproof.nodes=5\ntutorproof.keep=true\ntutorproof.php.image=file";
        Settings settings = load(
                Map.of("tutorproof.nodes", "2", "user.home", "/nobody"),
                Map.of("TUTORPROOF_NODES", "4", "TUTORPROOF_PHP_IMAGE", "environment", "PATH", "/bin"),
                file);

        assertThat(settings.nodes()).isEqualTo(2);
        assertThat(settings.phpImage()).isEqualTo("environment");
        assertThat(settings.keep()).isTrue();
    }

    @Test
    void claims_are_selected_by_names_with_commas_in_between() throws IOException {
        assertThat(load(Map.of("tutorproof.only", " rs-heals,deploy-yaml ,"), Map.of(), "")
                        .only())
                .containsExactly("rs-heals", "deploy-yaml");
        assertThat(load(Map.of(), Map.of(), "").only()).isEmpty();
    }

    @Test
    void says_what_a_wrong_value_must_be_and_where_it_stands() {
        assertThatThrownBy(() -> load(Map.of("tutorproof.nodes", "many"), Map.of(), ""))
                .isInstanceOf(SettingsException.class)
                .hasMessage("tutorproof.nodes (-D) is 'many' and must be a whole number from 1 to 20");
        assertThatThrownBy(() -> load(Map.of(), Map.of("TUTORPROOF_NODES", "0"), ""))
                .hasMessageStartingWith("tutorproof.nodes (environment) is '0'");
        assertThatThrownBy(() -> load(Map.of(), Map.of(), "tutorproof.keep=yes"))
                .hasMessageContaining("tutorproof.properties) is 'yes' and must be true or false");
    }

    @Test
    void refuses_a_setting_that_does_not_exist() {
        assertThatThrownBy(() -> load(Map.of("tutorproof.node", "3"), Map.of(), ""))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("unknown setting 'tutorproof.node' (-D): the settings are ")
                .hasMessageContaining("tutorproof.nodes");
    }

    @Test
    void no_variable_has_a_hyphen_in_its_name() {
        Settings settings = Settings.from(new SettingsSource(
                Map.of("tutorproof.kubeconfig", "f"),
                Map.of("TUTORPROOF_I_OWN_THIS_CLUSTER", "team"),
                directory.resolve("no such file")));

        assertThat(settings.ownedCluster()).isEqualTo("team");
    }
}

package io.tutorproof.kubectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestsTest {
    @Test
    void the_tutorials_own_manifests_are_yaml() {
        assertThatCode(() -> Manifests.in(Path.of("manifests"))).doesNotThrowAnyException();
    }

    @Test
    void says_file_and_line_of_a_manifest_that_is_not_yaml(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("pod.yaml"), "kind: Pod\nmetadata: {name: a\nspec: {}\n");

        assertThatThrownBy(() -> Manifests.in(directory))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("pod.yaml:3: ");
    }

    @Test
    void says_what_to_do_when_there_is_no_such_directory() {
        assertThatThrownBy(() -> Manifests.in(Path.of("no-such-directory")))
                .hasMessageContaining("set tutorproof.manifests");
    }

    @Test
    void a_directory_may_be_a_link_to_one(@TempDir Path place) throws IOException {
        Path real = Files.createDirectories(place.resolve("real/deploy"));
        Files.writeString(real.resolve("pod.yaml"), "kind: Pod");
        Path link = Files.createSymbolicLink(place.resolve("link"), place.resolve("real"));

        assertThat(Manifests.in(link).texts()).containsExactly(Map.entry("deploy/pod.yaml", "kind: Pod"));
        assertThat(Manifests.in(link).changed(text -> text + "!").texts())
                .containsExactly(Map.entry("deploy/pod.yaml", "kind: Pod!"));

        Files.writeString(real.resolve("pod.yaml"), "kind: [");
        assertThatThrownBy(() -> Manifests.in(link)).hasMessageContaining("pod.yaml:");
    }
}

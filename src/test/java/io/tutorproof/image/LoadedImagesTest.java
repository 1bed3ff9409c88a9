package io.tutorproof.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadedImagesTest {
    @Test
    void is_read_as_it_was_written() {
        LoadedImages loaded = new LoadedImages(
                Map.of("andr35/imagen:v1", "sha256:e1", "nginx:1", "sha256:e2"),
                Map.of("andr35/imagen:v1", "sha256:n1", "nginx:1", "sha256:n2"));

        assertThat(LoadedImages.parse(loaded.text())).isEqualTo(loaded);
    }
}

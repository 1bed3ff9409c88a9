package io.tutorproof.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeImagesTest {
    private static final String LISTING = """
            REF                                TYPE                                                 DIGEST         SIZE     PLATFORMS   LABELS
            docker.io/andr35/imagen:v0.1.0     application/vnd.docker.distribution.manifest.v2+json sha256:aaaa    52.5 MiB linux/amd64 io.cri-containerd.image=managed
            docker.io/andr35/imagen:v0.2.0     application/vnd.docker.distribution.manifest.v2+json sha256:bbbb    52.5 MiB linux/amd64 -
            sha256:1111                        application/vnd.docker.distribution.manifest.v2+json sha256:aaaa    52.5 MiB linux/amd64 io.cri-containerd.image=managed
            """;
    private final NodeImages images = NodeImages.parse(LISTING);

    @Test
    void an_image_is_there_when_its_name_and_its_id_mean_the_same() {
        assertThat(images.haveAll(Map.of("andr35/imagen:v0.1.0", "sha256:1111")))
                .isTrue();
    }

    @Test
    void an_image_is_not_there_under_another_name_or_with_another_id_or_before_it_is_usable() {
        assertThat(images.haveAll(Map.of("andr35/imagen:v0.3.0", "sha256:1111")))
                .isFalse();
        assertThat(images.haveAll(Map.of("andr35/imagen:v0.1.0", "sha256:2222")))
                .isFalse();
        assertThat(images.haveAll(Map.of("andr35/imagen:v0.2.0", "sha256:1111")))
                .isFalse();
        assertThat(images.haveAll(Map.of("andr35/imagen:v0.1.0", "sha256:1111", "andr35/imagen:v0.2.0", "sha256:3333")))
                .isFalse();
    }

    @Test
    void containerd_keeps_full_names() {
        assertThat(NodeImages.qualified("nginx:1")).isEqualTo("docker.io/library/nginx:1");
        assertThat(NodeImages.qualified("andr35/imagen:v0.1.0")).isEqualTo("docker.io/andr35/imagen:v0.1.0");
        assertThat(NodeImages.qualified("registry.example/app:1")).isEqualTo("registry.example/app:1");
        assertThat(NodeImages.qualified("localhost:5000/app:1")).isEqualTo("localhost:5000/app:1");
    }

    @Test
    void the_id_of_a_saved_image_is_the_digest_of_its_configuration() {
        String before25 = "[{\"Config\":\"1111.json\",\"RepoTags\":[\"andr35/imagen:v0.1.0\"],\"Layers\":[]}]";
        String since25 = "[{\"Config\":\"blobs/sha256/1111\",\"RepoTags\":[\"andr35/imagen:v0.1.0\"],\"Layers\":[]}]";

        assertThat(ArchiveManifest.ids(before25))
                .isEqualTo(ArchiveManifest.ids(since25))
                .isEqualTo(Map.of("andr35/imagen:v0.1.0", "sha256:1111"));
    }
}

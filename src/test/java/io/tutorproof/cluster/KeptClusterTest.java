package io.tutorproof.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeptClusterTest {
    private static final String THREE = "user=me nodes=3 image=sha256:0a ports=[80, 30100]";

    @Test
    void only_what_differs_is_told() {
        assertThat(KeptCluster.difference("user=me nodes=2 image=sha256:0a ports=[80, 30100]", THREE))
                .isEqualTo("nodes=2, not nodes=3");
    }

    @Test
    void all_that_differs_is_told() {
        assertThat(KeptCluster.difference("user=me nodes=2 image=sha256:0a ports=[80]", THREE))
                .isEqualTo("nodes=2 and ports=[80], not nodes=3 and ports=[80, 30100]");
    }
}

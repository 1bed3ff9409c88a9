package io.tutorproof.cluster;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class ClusterStartTest {
    /** On its thread nobody would hear of it. */
    @Test
    void what_a_client_needs_can_be_loaded_without_a_cluster() {
        assertThatCode(ClusterStart::warmUpClient).doesNotThrowAnyException();
    }
}

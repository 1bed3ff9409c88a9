package io.tutorproof.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.kubectl.Output;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThenTest {
    private static Output said(int exitCode, String text) {
        return new Output("kubectl apply -f mi-pod.yaml", exitCode, "", text, Duration.ZERO);
    }

    @Test
    void a_command_that_the_cluster_hinders_does_not_refute() {
        assertThat(Then.obstacleIn(said(1, "Error from server: etcdserver: request timed out\n")))
                .hasValue("the API server does not do its work: Error from server: etcdserver: request timed out");
        assertThat(Then.obstacleIn(said(0, "warning: etcdserver: request timed out\n")))
                .isEmpty();
        assertThat(Then.obstacleIn(said(1, "Error from server (NotFound): pods \"mi-pod\" not found\n")))
                .isEmpty();
        assertThat(Then.obstacleIn("etcdserver: request timed out")).isEmpty();
    }
}

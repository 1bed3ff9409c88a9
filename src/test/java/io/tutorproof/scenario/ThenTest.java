package io.tutorproof.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.observe.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThenTest {
    private static final State NOTHING = new State(Map.of());

    private static Optional<String> obstacle(int exitCode, String text, State around) {
        return Then.obstacleIn(new Output("kubectl apply -f mi-pod.yaml", exitCode, "", text, Duration.ZERO), around);
    }

    @Test
    void a_command_that_the_cluster_hinders_does_not_refute() {
        assertThat(obstacle(1, "Error from server: etcdserver: request timed out\n", NOTHING))
                .hasValue("the API server does not do its work: Error from server: etcdserver: request timed out");
        assertThat(obstacle(0, "warning: etcdserver: request timed out\n", NOTHING))
                .isEmpty();
        assertThat(obstacle(1, "Error from server (NotFound): pods \"mi-pod\" not found\n", NOTHING))
                .isEmpty();
        assertThat(Then.obstacleIn("etcdserver: request timed out", NOTHING)).isEmpty();
    }

    @Test
    void a_node_port_is_in_the_way_when_it_is_somebody_elses() {
        String taken = "The Service \"b\" is invalid: spec.ports[0].nodePort: Invalid value: 30001: provided port is"
                + " already allocated\n";
        assertThat(obstacle(1, taken, NOTHING).orElse("")).startsWith("a node port is in use by another service");
        assertThat(obstacle(1, taken, serviceAt(30002))).isPresent();
        assertThat(obstacle(1, taken, serviceAt(30001))).isEmpty();
    }

    private static State serviceAt(int nodePort) {
        Snapshot.Service service = new Snapshot.Service(
                "a",
                "1",
                "NodePort",
                "10.0.0.1",
                Map.of(),
                List.of(new Snapshot.Service.Port(80, "80", nodePort)),
                Set.of());
        return new State(Map.of("1", service));
    }
}

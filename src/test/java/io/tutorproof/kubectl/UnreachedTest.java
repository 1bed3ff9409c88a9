package io.tutorproof.kubectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tutorproof.shell.Executed;
import io.tutorproof.shell.RunningCommand;
import io.tutorproof.shell.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A kubectl that got no answer says nothing about what it was asked. The texts are those of kubectl 1.20 and 1.36. */
class UnreachedTest {
    private static final String REFUSED =
            "The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?\n";

    private static Kubectl kubectl(int exitCode, String stderr) {
        Executed executed = new Executed(exitCode, "", stderr, Duration.ZERO);
        Shell shell = new Shell() {
            @Override
            public Executed run(String directory, Map<String, String> environment, List<String> command) {
                return executed;
            }

            @Override
            public RunningCommand start(String directory, Map<String, String> environment, List<String> command) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void copy(Path from, String to) {
                throw new UnsupportedOperationException();
            }

            @Override
            public String scratch() {
                throw new UnsupportedOperationException();
            }
        };
        return new Kubectl(shell, new Workplace("/", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {REFUSED, "Unable to connect to the server: EOF\n"})
    void no_answer_is_no_output(String stderr) {
        assertThatThrownBy(() -> kubectl(1, stderr).look("kubectl get pods"))
                .isInstanceOf(KubectlException.class)
                .hasMessageContaining(stderr.strip());
    }

    @Test
    void an_answer_is_whatever_it_says() {
        assertThat(kubectl(1, "Error from server (NotFound): pods \"a\" not found\n")
                        .look("kubectl get pod a")
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void another_server_than_the_cluster_may_be_asked_in_vain() {
        assertThat(kubectl(1, REFUSED)
                        .look("kubectl get --raw=/ --server=http://127.0.0.1:8080")
                        .exitCode())
                .isEqualTo(1);
    }
}

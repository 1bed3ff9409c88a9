package io.tutorproof.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.claim.Expectation;
import io.tutorproof.claim.Text;
import io.tutorproof.claim.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class VerdictsTest {
    private static final Text TEXT = new Text("a", "b");
    private static final Expectation HOLDS = new Expectation(Verdict.HOLDS, null, null);
    private static final Expectation ERRATUM = new Expectation(Verdict.ERRATUM, TEXT, TEXT);

    @Test
    void a_test_that_passes_gives_the_expected_verdict() {
        assertThat(Verdicts.of(HOLDS, null, Optional.empty())).isEqualTo(new Verdicts(Verdict.HOLDS, null));
        assertThat(Verdicts.of(ERRATUM, null, Optional.empty())).isEqualTo(new Verdicts(Verdict.ERRATUM, "a"));
    }

    @Test
    void only_a_failed_assertion_refutes() {
        assertThat(Verdicts.of(HOLDS, new AssertionError("wanted 3, saw 2"), Optional.empty()))
                .isEqualTo(new Verdicts(Verdict.REFUTED, "wanted 3, saw 2"));
        assertThat(Verdicts.of(HOLDS, new IllegalStateException("node lost"), Optional.empty()))
                .isEqualTo(new Verdicts(Verdict.INCONCLUSIVE, "IllegalStateException: node lost"));
        assertThat(Verdicts.of(HOLDS, new TestAbortedException("no registry"), Optional.empty()))
                .isEqualTo(new Verdicts(Verdict.NOT_CHECKED, "no registry"));
    }

    @Test
    void on_a_cluster_in_trouble_nothing_is_refuted() {
        assertThat(Verdicts.of(HOLDS, new AssertionError("saw 2"), Optional.of("node agent-1 no longer runs")))
                .isEqualTo(new Verdicts(Verdict.INCONCLUSIVE, "node agent-1 no longer runs; the test said: saw 2"));
    }
}

package io.tutorproof.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.claim.Expectation;
import io.tutorproof.claim.Text;
import io.tutorproof.claim.Verdict;
import io.tutorproof.scenario.Refutations;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class OutcomeTest {
    private static final Text TEXT = new Text("a", "b");
    private static final Expectation HOLDS = new Expectation(Verdict.HOLDS, null, null);
    private static final Expectation ERRATUM = new Expectation(Verdict.ERRATUM, TEXT, TEXT);

    @Test
    void a_test_that_passes_gives_the_expected_verdict() {
        assertThat(Outcome.of(HOLDS, null, Optional.empty())).isEqualTo(new Outcome(Verdict.HOLDS, null));
        assertThat(Outcome.of(ERRATUM, null, Optional.empty())).isEqualTo(new Outcome(Verdict.ERRATUM, "a"));
    }

    @Test
    void only_a_refutation_refutes() {
        assertThat(Outcome.of(HOLDS, Refutations.refutation("wanted 3, saw 2"), Optional.empty()))
                .isEqualTo(new Outcome(Verdict.REFUTED, "wanted 3, saw 2"));
        assertThat(Outcome.of(HOLDS, new AssertionError("wanted 3, saw 2"), Optional.empty()))
                .isEqualTo(new Outcome(Verdict.INCONCLUSIVE, "AssertionError: wanted 3, saw 2"));
        assertThat(Outcome.of(HOLDS, new IllegalStateException("node lost"), Optional.empty()))
                .isEqualTo(new Outcome(Verdict.INCONCLUSIVE, "IllegalStateException: node lost"));
        assertThat(Outcome.of(HOLDS, new TestAbortedException("no registry"), Optional.empty()))
                .isEqualTo(new Outcome(Verdict.NOT_CHECKED, "no registry"));
    }

    @Test
    void on_a_cluster_in_trouble_nothing_is_refuted() {
        assertThat(Outcome.of(HOLDS, Refutations.refutation("saw 2"), Optional.of("node agent-1 no longer runs")))
                .isEqualTo(new Outcome(Verdict.INCONCLUSIVE, "node agent-1 no longer runs; the test said: saw 2"));
    }

    @Test
    void trouble_is_named_once_whatever_the_test_threw() {
        assertThat(Outcome.of(HOLDS, new IllegalStateException("no answer"), Optional.of("node agent-1 is paused")))
                .isEqualTo(new Outcome(
                        Verdict.INCONCLUSIVE,
                        "node agent-1 is paused; the test said: IllegalStateException: no answer"));
        assertThat(Outcome.of(
                        HOLDS,
                        new IllegalStateException("a hole: node agent-1 is paused"),
                        Optional.of("node agent-1 is paused")))
                .isEqualTo(new Outcome(Verdict.INCONCLUSIVE, "IllegalStateException: a hole: node agent-1 is paused"));
    }

    @Test
    void a_cause_that_the_message_leaves_out_is_told() {
        Throwable problem = new IllegalStateException("list failed.", new RuntimeException(new IOException("reset")));

        assertThat(Outcome.of(HOLDS, problem, Optional.empty()).reason())
                .isEqualTo("IllegalStateException: list failed. Cause: reset");
    }

    @Test
    void where_a_test_ended_before_its_claim_is_told() {
        Throwable problem = new IllegalStateException("no pod");

        assertThat(Outcome.of(HOLDS, problem, Optional.empty())
                        .in(OutcomeTest.class, problem)
                        .reason())
                .matches("IllegalStateException: no pod \\(OutcomeTest.java:\\d+\\)");
        assertThat(Outcome.of(HOLDS, problem, Optional.empty())
                        .in(MutantTest.class, problem)
                        .reason())
                .isEqualTo("IllegalStateException: no pod");
    }
}

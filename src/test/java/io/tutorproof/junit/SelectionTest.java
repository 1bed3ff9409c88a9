package io.tutorproof.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.tutorproof.scenario.Then;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs of some of the claims; none of them gets as far as a cluster. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class SelectionTest {
    static class OneClaim {
        @Claim("rs-keeps-count")
        void only_test(Then then) {}
    }

    private static Events run(String only) {
        System.setProperty("tutorproof.only", only);
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(OneClaim.class))
                .execute()
                .testEvents();
    }

    @AfterEach
    void selectAll() {
        System.clearProperty("tutorproof.only");
    }

    @Test
    void what_was_not_asked_for_is_skipped_and_what_was_but_did_not_run_is_inconclusive() throws IOException {
        run("deploy-yaml, deploy-names")
                .assertStatistics(statistics -> statistics.aborted(1).failed(0));

        JsonNode json = JsonMapper.shared().readTree(Files.readString(Path.of("target/tutorproof/claims.json")));
        assertThat(json.at("/summary/inconclusive").asInt()).isEqualTo(2);
        json.at("/claims").forEach(claim -> {
            boolean asked = claim.at("/id").asString().matches("deploy-(yaml|names)");
            assertThat(claim.at("/verdict").asString()).isEqualTo(asked ? "inconclusive" : "not-checked");
            assertThat(claim.at("/reason").asString())
                    .isEqualTo(asked ? "no test of it ran to its end" : "not selected (tutorproof.only)");
        });
    }

    @Test
    void an_unknown_claim_is_an_error() {
        run("rs-keeps-cuont")
                .failed()
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(message(text ->
                                text.startsWith("tutorproof.only names 'rs-keeps-cuont', which is no claim: see "))));
    }
}

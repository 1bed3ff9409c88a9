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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How the harness fails when there can be no cluster: told once, with every claim inconclusive and a result written. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class SetupFailureTest {
    private static final String PROBLEM = "tutorproof.nodes (-D) is 'none' and must be a whole number from 1 to 20";

    @BeforeEach
    void settingThatCannotBe() {
        System.setProperty("tutorproof.nodes", "none");
    }

    @AfterEach
    void removeIt() {
        System.clearProperty("tutorproof.nodes");
    }

    static class ThreeClaims {
        @Claim("rs-keeps-count")
        void first(Then then) {}

        @Claim("rs-keeps-old-image")
        void second(Then then) {}

        @Claim("no-such-claim")
        void third(Then then) {}
    }

    @Test
    void the_first_claim_fails_with_the_cause_and_the_others_are_not_tried() throws IOException {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(ThreeClaims.class))
                .execute()
                .testEvents();

        tests.assertStatistics(
                statistics -> statistics.started(3).succeeded(0).failed(2).aborted(1));
        tests.failed().assertThatEvents().haveExactly(1, finishedWithFailure(message(PROBLEM)));
        tests.failed()
                .assertThatEvents()
                .haveExactly(1, finishedWithFailure(message("the ledger has no claim 'no-such-claim'")));
        JsonNode json = JsonMapper.shared().readTree(Files.readString(Path.of("target/tutorproof/claims.json")));
        assertThat(json.at("/summary/inconclusive").asInt())
                .isEqualTo(json.at("/summary/total").asInt());
        assertThat(json.at("/summary/holds").asInt()).isZero();
        assertThat(json.toString()).contains(PROBLEM);
    }
}

package io.tutorproof.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.testkit.engine.EngineTestKit;

/** A namespace that claims hand on to one another is for one at a time; that is said before there is a cluster. */
@ResourceLock(Resources.SYSTEM_PROPERTIES) // of runs that write the same report
class SharedNamespaceTest {
    @SharedNamespace
    @Execution(ExecutionMode.CONCURRENT)
    static class SideBySide {
        @Claim("rs-keeps-count")
        @Test
        void only_test(Lab lab) {}
    }

    @Test
    void claims_tried_side_by_side_cannot_share_one() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(SideBySide.class))
                .execute()
                .testEvents()
                .failed()
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(message("SideBySide is a @SharedNamespace, where claims are tried one after"
                                + " another: give it a @TestMethodOrder, and no @Execution(CONCURRENT)")));
    }
}

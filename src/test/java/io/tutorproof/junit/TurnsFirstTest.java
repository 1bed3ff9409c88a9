package io.tutorproof.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.platform.testkit.engine.EngineTestKit;

class TurnsFirstTest {
    static class Free {
        @Test
        void free() {}
    }

    static class Turns {
        @Test
        @ResourceLock("host")
        void one() {}

        @Test
        @ResourceLock("host")
        void two() {}
    }

    static class Turn {
        @Test
        @ResourceLock("port")
        void one() {}

        @Test
        void free() {}
    }

    @Test
    void classes_whose_tests_take_turns_begin() {
        assertThat(EngineTestKit.engine("junit-jupiter")
                        .configurationParameter("junit.jupiter.testclass.order.default", TurnsFirst.class.getName())
                        .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                        .selectors(selectClass(Free.class), selectClass(Turn.class), selectClass(Turns.class))
                        .execute()
                        .containerEvents()
                        .started()
                        .stream()
                        .map(event -> event.getTestDescriptor().getDisplayName())
                        .skip(1))
                .containsExactly("TurnsFirstTest$Turns", "TurnsFirstTest$Turn", "TurnsFirstTest$Free");
    }
}

package io.tutorproof.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ObstaclesTest {
    private static final Event WARNING = new EventBuilder()
            .withReason("FailedCreate")
            .withMessage(
                    "pods \"db-0\" is forbidden: exceeded quota: none, requested: pods=1, used: pods=0, limited: pods=0")
            .withNewInvolvedObject()
            .withKind("StatefulSet")
            .withName("db")
            .withUid("u")
            .endInvolvedObject()
            .build();

    private long now;
    private final Obstacles obstacles = new Obstacles(() -> now);

    private void after(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }

    private static Pod pod(String reason) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("p")
                .withUid("p")
                .endMetadata()
                .withNewStatus()
                .addNewContainerStatus()
                .withNewState()
                .withNewWaiting()
                .withReason(reason)
                .withMessage("dial tcp: no such host")
                .endWaiting()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    @Test
    void a_condition_is_in_the_way_as_long_as_it_lasts() {
        obstacles.seen(pod("ErrImagePull"));
        assertThat(obstacles.inTheWay()).isEmpty();
        after(4);
        assertThat(obstacles.inTheWay())
                .hasValue("Pod p: an image cannot be had: ErrImagePull: dial tcp: no such host");
        after(600);
        assertThat(obstacles.inTheWay()).isPresent();

        obstacles.seen(pod("ContainerCreating"));
        assertThat(obstacles.inTheWay()).isEmpty();
        assertThat(obstacles.any()).isEmpty();
    }

    @Test
    void a_warning_is_in_the_way_while_it_is_repeated_and_is_remembered() {
        obstacles.warned(WARNING);
        after(20);
        assertThat(obstacles.inTheWay()).isEmpty();
        assertThat(obstacles.any()).isEmpty();
        obstacles.warned(WARNING);
        after(20);
        assertThat(obstacles.inTheWay())
                .hasValueSatisfying(what -> assertThat(what).startsWith("StatefulSet db: quota none is used up: "));

        after(20);
        assertThat(obstacles.inTheWay()).isEmpty();
        assertThat(obstacles.any()).isPresent();
    }

    @Test
    void what_is_gone_is_in_nobodys_way() {
        obstacles.seen(pod("ErrImagePull"));
        obstacles.gone(pod("ErrImagePull"));
        after(10);

        assertThat(obstacles.inTheWay()).isEmpty();
        assertThat(obstacles.any()).isEmpty();
    }
}

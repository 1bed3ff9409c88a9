package io.tutorproof.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RemovalTest {
    private final List<String> done = new ArrayList<>();
    private final Removal removal = new Removal(() -> done.add("sweep"));

    @Test
    void removes_once_what_is_there() {
        assertThat(removal.start(() -> CompletableFuture.completedFuture("network")))
                .isCompleted();

        removal.run();

        assertThat(done).containsExactly("sweep");
    }

    @Test
    void removes_again_what_was_just_being_started() {
        CompletableFuture<String> starting = removal.start(CompletableFuture::new);
        Removal twice = new Removal(() -> {
            done.add("sweep");
            starting.completeExceptionally(new IllegalStateException("its container is gone"));
        });
        assertThat(twice.start(() -> starting)).isSameAs(starting);

        twice.run();

        assertThat(done).containsExactly("sweep", "sweep");
    }

    @Test
    void lets_nothing_be_made_once_it_has_begun() {
        removal.run();

        assertThatThrownBy(() -> removal.start(() -> CompletableFuture.completedFuture(done.add("made"))))
                .isInstanceOf(ClusterException.class);
        assertThat(done).containsExactly("sweep");
    }
}

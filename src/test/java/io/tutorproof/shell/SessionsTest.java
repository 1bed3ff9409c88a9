package io.tutorproof.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {
    private final List<LocalSession> opened = new CopyOnWriteArrayList<>();
    private final Sessions sessions = new Sessions(() -> {
        LocalSession local = LocalSession.open();
        opened.add(local);
        return local.session();
    });

    @AfterEach
    void close() {
        opened.forEach(LocalSession::close);
    }

    private Executed sh(String script) {
        return sessions.use(session -> session.run("/", Map.of(), List.of("sh", "-c", script), Duration.ofMinutes(1)));
    }

    private CompletableFuture<Executed> begun(String script, Path place) {
        CompletableFuture<Executed> running = CompletableFuture.supplyAsync(() -> sh("touch " + place + "; " + script));
        Awaitility.await().until(() -> Files.exists(place));
        return running;
    }

    @Test
    void one_serves_command_after_command_and_another_those_at_the_same_time(@TempDir Path place) {
        sh("true");
        sh("false");
        assertThat(opened).hasSize(1);

        Path end = place.resolve("end");
        CompletableFuture<Executed> running =
                begun("while [ ! -e " + end + " ]; do sleep 0.01; done; echo first", place.resolve("begun"));
        assertThat(sh("echo second; touch " + end).stdout()).isEqualTo("second\n");
        assertThat(running.join().stdout()).isEqualTo("first\n");
        assertThat(opened).hasSize(2);
    }

    @Test
    void one_whose_shell_has_ended_is_replaced() {
        sh("true");
        opened.get(0).close();
        Awaitility.await().until(() -> opened.get(0).session().hasEnded());

        assertThat(sh("echo word").stdout()).isEqualTo("word\n");
        assertThat(opened).hasSize(2);
    }

    @Test
    void one_whose_command_did_not_end_is_not_used_again() {
        assertThatThrownBy(() -> sessions.use(
                        session -> session.run("/", Map.of(), List.of("sleep", "60"), Duration.ofMillis(100))))
                .hasMessageContaining("no end within");

        sh("true");
        assertThat(opened).hasSize(2);
    }

    @Test
    void whoever_waits_is_told_when_they_are_of_no_use_and_so_is_who_comes_later(@TempDir Path place) {
        CompletableFuture<Executed> running = begun("exec sleep 60", place.resolve("begun"));

        sessions.giveUp("the node is paused");

        assertThatThrownBy(() -> running.get(30, TimeUnit.SECONDS)).hasMessageContaining("the node is paused");
        assertThatThrownBy(() -> sh("true")).hasMessageContaining("the node is paused");
    }

    @Test
    void none_is_left_when_they_are_closed_whatever_is_run_then_or_later(@TempDir Path place) throws Exception {
        Path end = place.resolve("end");
        CompletableFuture<Executed> running =
                begun("while [ ! -e " + end + " ]; do sleep 0.01; done", place.resolve("begun"));
        sh("true");

        sessions.close();
        sh("touch " + end);

        running.get(30, TimeUnit.SECONDS);
        assertThat(opened).hasSize(3);
        for (LocalSession local : opened) {
            assertThat(local.shell().waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}

package io.tutorproof.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final LocalSession local = LocalSession.open();
    private final Session session = local.session();

    @AfterEach
    void close() {
        local.close();
    }

    private Executed run(String... command) {
        return session.run("/", Map.of(), List.of(command), LONG);
    }

    private Executed sh(String script) {
        return run("sh", "-c", script);
    }

    @Test
    void each_command_has_its_own_outputs_and_exit_code() {
        assertThat(sh("echo one; echo two >&2"))
                .returns(0, Executed::exitCode)
                .returns("one\n", Executed::stdout)
                .returns("two\n", Executed::stderr);
        assertThat(sh("printf 007; exit 42"))
                .returns(42, Executed::exitCode)
                .returns("007", Executed::stdout)
                .returns("", Executed::stderr);
        assertThat(run("true")).returns(0, Executed::exitCode).returns("", Executed::output);
        assertThat(run("no-such-command")).returns(127, Executed::exitCode);
        assertThat(sh("kill -9 $$")).returns(137, Executed::exitCode);
    }

    @Test
    void words_arrive_as_they_are() {
        String word = "it's \"two\"\nlines of $HOME, `id` \\n and ñandú * ";

        assertThat(run("printf", "%s|%s", word, "").stdout()).isEqualTo(word + "|");
    }

    @Test
    void a_byte_that_is_no_text_spoils_nothing_else() {
        assertThat(run("printf", "a\\377").stdout()).isEqualTo("a\uFFFD");
        assertThat(run("echo", "next").stdout()).isEqualTo("next\n");
    }

    @Test
    void a_long_output_is_whole() {
        assertThat(sh("seq 20000; seq 20000 >&2"))
                .satisfies(seen -> assertThat(seen.stdout()).hasLineCount(20000).endsWith("\n20000\n"))
                .satisfies(seen -> assertThat(seen.stderr()).isEqualTo(seen.stdout()));
    }

    @Test
    void directory_and_environment_are_the_commands_alone() {
        List<String> command = List.of("sh", "-c", "pwd; echo \"$WORD\"; cd /; WORD=other");

        assertThat(session.run("/usr", Map.of("WORD", "it's"), command, LONG).stdout())
                .isEqualTo("/usr\nit's\n");
        assertThat(sh("pwd; echo \"$WORD\"").stdout()).isEqualTo("/\n\n");
    }

    @Test
    void where_a_command_cannot_run_there_is_no_result() {
        assertThatThrownBy(() -> session.run("/no/such", Map.of(), List.of("true"), LONG))
                .isInstanceOf(ShellException.class)
                .hasMessageContaining("no directory /no/such");
        assertThatThrownBy(() -> session.run("/", Map.of("a.b", "c"), List.of("true"), LONG))
                .isInstanceOf(ShellException.class)
                .hasMessageContaining("a.b");
        assertThat(run("true")).returns(0, Executed::exitCode);
    }

    @Test
    void a_command_that_reads_does_not_eat_the_next_one() {
        assertThat(run("cat")).returns(0, Executed::exitCode).returns("", Executed::stdout);
        assertThat(run("echo", "next").stdout()).isEqualTo("next\n");
    }

    @Test
    void what_a_command_has_left_printing_ends_the_use_of_the_session(@TempDir Path place) throws IOException {
        Path gate = place.resolve("gate");
        sh("mkfifo " + gate + "; (cat " + gate + ") & echo now");
        assertThat(session.hasEnded()).isFalse();

        Files.writeString(gate, "late");

        Awaitility.await().until(session::hasEnded);
    }

    @Test
    void the_end_of_the_shell_ends_the_wait_and_is_remembered() {
        assertThatThrownBy(() -> sh("kill -9 " + local.shell().pid()))
                .isInstanceOf(ShellException.class)
                .hasMessageContaining("its shell has ended");
        assertThat(session.hasEnded()).isTrue();
        assertThatThrownBy(() -> run("true")).isInstanceOf(ShellException.class);
    }

    @Test
    void a_command_that_does_not_end_is_waited_for_no_longer() {
        assertThatThrownBy(() -> session.run("/", Map.of(), List.of("sleep", "60"), Duration.ofMillis(200)))
                .isInstanceOf(ShellException.class)
                .hasMessageContaining("no end within");
    }

    @Test
    void whoever_waits_is_told_when_it_is_of_no_use(@TempDir Path place) {
        Path begun = place.resolve("begun");
        CompletableFuture<Executed> waiting =
                CompletableFuture.supplyAsync(() -> sh("touch " + begun + "; exec sleep 60"));
        Awaitility.await().until(() -> Files.exists(begun));

        session.giveUp(new ShellException("the node is paused"));

        assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS)).hasMessageContaining("the node is paused");
        assertThat(session.hasEnded()).isTrue();
    }

    @Test
    void the_shell_ends_after_its_command(@TempDir Path place) throws InterruptedException, IOException {
        Path gate = place.resolve("gate");
        run("mkfifo", gate.toString());
        CompletableFuture<Executed> reading = CompletableFuture.supplyAsync(() -> run("cat", gate.toString()));
        try (var writer = Files.newBufferedWriter(gate)) { // which waits for the reader
            session.end();
            writer.write("word");
        }

        assertThat(reading.join().stdout()).isEqualTo("word");
        assertThat(local.shell().waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(local.shell().exitValue()).isZero();
    }
}

package io.tutorproof.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a real shell, one of this machine. */
class SessionTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Session session = new Session();
    private Process shell;

    @BeforeEach
    void open() throws IOException {
        shell = new ProcessBuilder("sh").start();
        copy(session.input(), bytes -> {
            shell.getOutputStream().write(bytes);
            shell.getOutputStream().flush();
        });
        copy(shell.getErrorStream(), bytes -> session.onNext(new Frame(StreamType.STDERR, bytes)));
        copy(shell.getInputStream(), bytes -> session.onNext(new Frame(StreamType.STDOUT, bytes)));
    }

    private interface Sink {
        void take(byte[] bytes) throws IOException;
    }

    /** In pieces that are shorter than a mark, until one of both ends. */
    private void copy(InputStream from, Sink to) {
        Thread copying = new Thread(() -> {
            byte[] piece = new byte[11];
            try {
                for (int count = from.read(piece); count >= 0; count = from.read(piece)) {
                    to.take(Arrays.copyOf(piece, count));
                }
            } catch (IOException e) {
                session.onError(e);
            }
            session.onComplete();
        });
        copying.setDaemon(true);
        copying.start();
    }

    @AfterEach
    void close() {
        shell.destroyForcibly();
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
    }

    @Test
    void words_arrive_as_they_are() {
        String word = "it's \"two\"\nlines of $HOME, `id` \\n and ñandú * ";

        assertThat(run("printf", "%s|%s", word, "").stdout()).isEqualTo(word + "|");
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
        assertThat(run("sh", "-c", "pwd; echo \"$WORD\"").stdout()).isEqualTo("/\n\n");
    }

    @Test
    void a_command_that_reads_does_not_eat_the_next_one() {
        assertThat(run("cat")).returns(0, Executed::exitCode).returns("", Executed::stdout);
        assertThat(run("echo", "next").stdout()).isEqualTo("next\n");
    }

    @Test
    void the_end_of_the_shell_ends_the_wait_and_is_remembered() {
        assertThatThrownBy(() -> sh("kill -9 $PPID; exec sleep 0"))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("its shell has ended");
        assertThat(session.hasEnded()).isTrue();
        assertThatThrownBy(() -> run("true")).isInstanceOf(ClusterException.class);
    }

    @Test
    void a_command_that_does_not_end_is_given_up() {
        assertThatThrownBy(() -> session.run("/", Map.of(), List.of("sleep", "60"), Duration.ofMillis(200)))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("no end within");
    }

    @Test
    void whoever_waits_is_told_when_it_is_of_no_use() throws Exception {
        CompletableFuture<Executed> waiting = CompletableFuture.supplyAsync(() -> run("sleep", "60"));
        session.giveUp(new ClusterException("the node is paused"));

        assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS)).hasMessageContaining("the node is paused");
    }

    @Test
    void the_shell_can_be_ended() throws InterruptedException {
        run("true");
        session.end();

        assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).isZero();
    }
}

package io.tutorproof.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AnswersTest {
    private final Map<String, Callable<String>> questions = new LinkedHashMap<>();

    @Test
    void each_answer_is_a_file_without_secrets_and_not_too_long(@TempDir Path directory) {
        questions.put("a.txt", () -> "token abc");
        questions.put("b.txt", () -> "x".repeat(Answers.LONGEST + 7));
        questions.put("c.txt", () -> {
            throw new IllegalStateException("the node is gone");
        });

        Answers.write(questions, Duration.ofSeconds(30), text -> text.replace("abc", "***"), directory.resolve("made"));

        assertThat(directory.resolve("made/a.txt")).hasContent("token ***");
        assertThat(directory.resolve("made/b.txt"))
                .content()
                .hasSizeLessThan(Answers.LONGEST + 100)
                .endsWith("... cut here: " + (Answers.LONGEST + 7) + " characters in all\n");
        assertThat(directory.resolve("made/c.txt"))
                .hasContent("no answer: java.lang.IllegalStateException: the node is gone");
    }

    @Test
    @Timeout(30)
    void who_does_not_answer_in_time_holds_nobody_up(@TempDir Path directory) {
        CountDownLatch never = new CountDownLatch(1);
        Semaphore deaf = new Semaphore(0);
        questions.put("hangs.txt", () -> {
            never.await();
            return "";
        });
        questions.put("deaf.txt", () -> {
            deaf.acquireUninterruptibly(); // as a read from a dead connection is
            return "";
        });
        questions.put("answers.txt", () -> "here");

        Answers.write(questions, Duration.ofSeconds(1), text -> text, directory);

        assertThat(directory.resolve("hangs.txt")).hasContent("no answer within 1 s");
        assertThat(directory.resolve("deaf.txt")).hasContent("no answer within 1 s");
        assertThat(directory.resolve("answers.txt")).hasContent("here");
        deaf.release();
    }
}

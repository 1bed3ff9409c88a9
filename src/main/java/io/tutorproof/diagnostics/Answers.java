package io.tutorproof.diagnostics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Asks several questions at once, for a limited time, and keeps the answers as files of a limited size. */
final class Answers {
    /** In characters, of one file. */
    static final int LONGEST = 512 * 1024;

    private static final int AT_ONCE = 4;

    private Answers() {}

    /** Writes the answer to each question into the file it is named by; why there is none, when there is none. */
    static void write(
            Map<String, Callable<String>> questions, Duration budget, UnaryOperator<String> clean, Path directory) {
        ExecutorService asking = Executors.newFixedThreadPool(AT_ONCE, task -> {
            Thread thread = new Thread(task, "tutorproof-diagnostics");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Files.createDirectories(directory);
            List<Future<String>> answers =
                    asking.invokeAll(questions.values(), budget.toMillis(), TimeUnit.MILLISECONDS);
            List<String> files = new ArrayList<>(questions.keySet());
            for (int i = 0; i < files.size(); i++) {
                String text = cut(clean.apply(answer(answers.get(i), budget)));
                Files.write(directory.resolve(files.get(i)), text.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("diagnostics cannot be written to " + directory, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            asking.shutdownNow();
        }
    }

    private static String answer(Future<String> answer, Duration budget) throws InterruptedException {
        try {
            return answer.get();
        } catch (CancellationException e) {
            return "no answer within " + budget.toSeconds() + " s\n";
        } catch (ExecutionException e) {
            return "no answer: " + e.getCause() + "\n";
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + "\n... cut here: " + text.length() + " characters in all\n";
    }
}

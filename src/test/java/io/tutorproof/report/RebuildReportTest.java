package io.tutorproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program behind {@code ./verify --report}, run as a program. */
class RebuildReportTest {
    @TempDir
    Path directory;

    private record Ended(int exitCode, String out, String err) {}

    private Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                RebuildReport.class.getName()));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new Ended(
                process.waitFor(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    @Test
    void a_saved_result_gives_the_same_page_as_its_run() throws IOException, InterruptedException {
        Path made = directory.resolve("made");
        Report.write(Results.recorded(), made);
        String page = Files.readString(made.resolve("index.html"));
        Path again = directory.resolve("again");

        Ended ended = run(made.resolve("claims.json").toString(), again.toString());

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        assertThat(ended.out()).isEqualTo("tutorproof: the report is in " + again.resolve("index.html") + "\n");
        assertThat(Files.readString(again.resolve("index.html"))).isEqualTo(page);
    }

    @Test
    void what_cannot_be_read_is_told_in_one_line_and_nothing_is_written() throws IOException, InterruptedException {
        Path unheard = Files.writeString(
                directory.resolve("unheard.json"),
                Files.readString(Path.of("src/test/resources/report/claims.json"))
                        .replaceFirst("\"started\": \"[^\"]*\"", "\"started\": \"+999999999-01-01T00:00:00Z\""));
        assertThat(run(unheard.toString(), directory.resolve("none").toString()))
                .matches(ended ->
                        ended.exitCode() == 1 && ended.err().startsWith("tutorproof: no report can be made of "))
                .matches(ended -> ended.err().lines().count() == 1);
        Path cut = Files.writeString(directory.resolve("cut.json"), "{\"schema\": 2, \"started\": \"2026");
        Path made = directory.resolve("made");

        Ended ended = run(cut.toString(), made.toString());

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err())
                .startsWith("tutorproof: " + cut + ":1: no result can be read")
                .hasLineCount(1);
        assertThat(ended.out()).isEmpty();
        assertThat(made).doesNotExist();
    }
}

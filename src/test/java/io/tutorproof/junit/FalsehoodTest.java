package io.tutorproof.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FalsehoodTest {
    private static Falsehood falsehood(Map<String, List<String>> arguments, Falsehood.Patch... patches) {
        return new Falsehood("a-claim", "it is not so", arguments, List.of(patches), List.of(), "a thing");
    }

    @Test
    void an_argument_becomes_another_one_or_several_or_none() {
        Falsehood.Staged staged =
                new Falsehood.Staged(falsehood(Map.of("a", List.of("b"), "c", List.of("d", "e"), "f", List.of())));

        assertThat(staged.rewrite(List.of("get", "a", "c"))).containsExactly("get", "b", "d", "e");
        assertThatThrownBy(staged::requireUsed).hasMessageContaining("no command has the argument [f]");
        assertThat(staged.rewrite(List.of("f", "g"))).containsExactly("g");
        assertThatCode(staged::requireUsed).doesNotThrowAnyException();
    }

    @Test
    void a_manifest_says_something_else_and_must_have_said_what_is_replaced() {
        Falsehood falsehood = falsehood(
                Map.of(), new Falsehood.Patch("a.yaml", "3", "2"), new Falsehood.Patch("a.yaml", "kind: X", "kind: Y"));

        assertThat(falsehood.patched(Map.of("a.yaml", "kind: X\nreplicas: 3\n", "b.yaml", "3")))
                .containsExactly(Map.entry("a.yaml", "kind: Y\nreplicas: 2\n"));
        assertThatThrownBy(() -> falsehood.patched(Map.of("a.yaml", "replicas: 4")))
                .hasMessage("the falsehood of a-claim ('it is not so') cannot be staged: a.yaml has no '3'");
    }

    @Test
    void a_refutation_counts_only_when_it_names_what_is_wrong() {
        Falsehood falsehood = falsehood(Map.of());

        assertThatCode(() -> falsehood.requireNamedIn(new AssertionError("wanted another, saw a thing")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> falsehood.requireNamedIn(new AssertionError("waited 30 s")))
                .isInstanceOf(MutantSurvived.class)
                .hasMessage("the claim was made false (it is not so), and refuted with a message that does not name"
                        + " 'a thing': waited 30 s");
    }

    @Test
    void reads_a_file(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("falsehoods.yaml");
        Files.writeString(file, """
                - claim: a-claim
                  falsehood: it is not so
                  arguments: {a: b, c: [], d: [e, f]}
                  manifests: [{file: x.yaml, replace: "1", with: "2"}]
                  before: [[delete, pod, a]]
                  named: a thing
                - claim: c-claim
                  none: it is not checked
                """);

        assertThat(Falsehoods.read(file).of("a-claim"))
                .contains(new Falsehood(
                        "a-claim",
                        "it is not so",
                        Map.of("a", List.of("b"), "c", List.of(), "d", List.of("e", "f")),
                        List.of(new Falsehood.Patch("x.yaml", "1", "2")),
                        List.of(List.of("delete", "pod", "a")),
                        "a thing"));
        assertThat(Falsehoods.read(file).without()).containsExactly(Map.entry("c-claim", "it is not checked"));
        assertThat(Falsehoods.read(file).of("b-claim")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a: b                                              | the file must be a list
            [a]                                               | fields with values are expected, not a
            [{claim: a}]                                      | the text 'falsehood' is missing
            [{claim: a, falsehood: b}]                        | the falsehood of a changes nothing
            [{claim: a, falsehood: b, before: c}]             | before must be a list
            [{claim: a, falsehood: b, arguments: [c]}]        | fields with values are expected
            [{claim: a, falsehood: b, before: [[c]]}]         | the text 'named' is missing
            [{claim: a, none: b}, {claim: a, none: c}]        | two entries for a
            """)
    void says_what_is_wrong_with_a_file(String yaml, String message, @TempDir Path directory) throws IOException {
        Path file = directory.resolve("falsehoods.yaml");
        Files.writeString(file, yaml);

        assertThatThrownBy(() -> Falsehoods.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("falsehoods.yaml: " + message);
    }
}

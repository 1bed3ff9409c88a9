package io.tutorproof.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MutantTest {
    static Mutant mutant(Map<String, String> typed, Mutant.Patch... patches) {
        return new Mutant(
                "a-claim",
                "it is not so",
                typed,
                List.of(patches),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "a thing");
    }

    @Test
    void a_manifest_says_something_else_and_must_have_said_what_is_replaced() {
        Mutant mutant = mutant(
                Map.of(), new Mutant.Patch("a.yaml", "3", "2"), new Mutant.Patch("a.yaml", "kind: X", "kind: Y"));

        assertThat(mutant.patched(Map.of("a.yaml", "kind: X\nreplicas: 3\n", "b.yaml", "3")))
                .containsExactly(Map.entry("a.yaml", "kind: Y\nreplicas: 2\n"));
        assertThatThrownBy(() -> mutant.patched(Map.of("a.yaml", "replicas: 4")))
                .hasMessage("the mutant of a-claim ('it is not so') cannot be made: a.yaml has no '3'");
    }

    @Test
    void a_refutation_counts_only_when_it_names_what_is_wrong() {
        assertThat(mutant(Map.of()).isNamedIn("wanted another, saw a thing")).isTrue();
        assertThat(mutant(Map.of()).isNamedIn("waited 30 s")).isFalse();
    }

    @Test
    void reads_a_file(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("mutants.yaml");
        Files.writeString(file, """
                - claim: a-claim
                  mutants:
                  - is: it is not so
                    typed: {a: b, c: ''}
                    manifests: [{file: x.yaml, replace: "1", with: "2"}]
                    before: [kubectl delete pod a]
                    in-window: kubectl delete pod b
                    start-took: "120"
                    named: a thing
                  - is: nor that
                    before: [kubectl delete pod b]
                    named: another thing
                - claim: c-claim
                  none: it is not checked
                """);

        Mutants mutants = Mutants.read(file);

        assertThat(mutants.of("a-claim"))
                .hasSize(2)
                .first()
                .isEqualTo(new Mutant(
                        "a-claim",
                        "it is not so",
                        Map.of("a", "b", "c", ""),
                        List.of(new Mutant.Patch("x.yaml", "1", "2")),
                        List.of("kubectl delete pod a"),
                        Optional.of("kubectl delete pod b"),
                        Optional.of(Duration.ofMinutes(2)),
                        "a thing"));
        assertThat(mutants.of("a-claim")).extracting(mutants::numbered).containsExactly("", "-2");
        assertThat(mutants.without()).containsExactly(Map.entry("c-claim", "it is not checked"));
        assertThat(mutants.of("b-claim")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a: b                                              | the file must be a list
            [a]                                               | fields with values are expected, not a
            [{claim: a, mutants: [{}]}]                       | the text 'is' is missing
            [{claim: a, mutants: [{is: b}]}]                  | the mutant 'b' of a changes nothing
            [{claim: a, mutants: [{is: b, before: c}]}]       | before must be a list
            [{claim: a, mutants: [{is: b, typed: [c]}]}]      | fields with values are expected
            [{claim: a, mutants: [{is: b, before: [c]}]}]     | the text 'named' is missing
            [{claim: a, none: b}, {claim: a, none: c}]        | two entries for a
            """)
    void says_what_is_wrong_with_a_file(String yaml, String message, @TempDir Path directory) throws IOException {
        Path file = directory.resolve("mutants.yaml");
        Files.writeString(file, yaml);

        assertThatThrownBy(() -> Mutants.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mutants.yaml: " + message);
    }
}

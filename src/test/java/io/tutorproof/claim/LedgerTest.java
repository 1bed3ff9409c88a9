package io.tutorproof.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTest {
    private static final String ONE = """
            - id: a-claim
              section: Pods
              statement: {en: It runs., es: Funciona.}
              expected: holds
            """;

    @Test
    void reads_claims_in_their_order() {
        Ledger ledger = Ledger.parse("claims.yaml", ONE + ONE.replace("a-claim", "b-claim"));

        assertThat(ledger.entries()).extracting(LedgerEntry::id).containsExactly("a-claim", "b-claim");
        assertThat(ledger.find("a-claim")).hasValueSatisfying(claim -> {
            assertThat(claim.section()).isEqualTo("Pods");
            assertThat(claim.statement()).isEqualTo(new Text("It runs.", "Funciona."));
            assertThat(claim.expected()).isEqualTo(new Expectation(Verdict.HOLDS, null, null));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            expected: holds       | expected: maybe           | claims.yaml:4: 'maybe' is no verdict
            expected: holds       | expected: refuted         | claims.yaml:1: no claim is expected to be refuted
            expected: holds       | expected: erratum         | claims.yaml:1: a caveat or an erratum needs a reason and a correction
            expected: holds       | expcted: holds            | claims.yaml:4: unknown field 'expcted'
            section: Pods         | section: [Pods]           | claims.yaml:2: a plain value is expected
            , es: Funciona.       | ''                        | claims.yaml:3: the field 'es' is missing
            es: Funciona.         | es: ''                    | claims.yaml:1: a text needs both languages
            id: a-claim           | id: A claim               | claims.yaml:1: 'A claim' is no claim id
            id: a-claim           | id: "a-claim              | claims.yaml:
            """)
    void says_line_and_cause_of_a_malformed_ledger(String good, String bad, String message) {
        assertThatThrownBy(() -> Ledger.parse("claims.yaml", ONE.replace(good, bad)))
                .isInstanceOf(LedgerException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void what_is_expected_may_change_with_the_version_of_kubernetes() {
        Ledger ledger = Ledger.parse("claims.yaml", ONE + """
                  since:
                  - kubernetes: "1.34"
                    expected: caveat
                    reason: {en: Not all., es: No todo.}
                    correction: {en: Say so., es: Decirlo.}
                """.indent(0));

        LedgerEntry claim = ledger.find("a-claim").orElseThrow();
        assertThat(claim.expectedOn(on("v1.33.9+k3s1")).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(claim.expectedOn(on("v1.34.0")))
                .isEqualTo(new Expectation(
                        Verdict.CAVEAT, new Text("Not all.", "No todo."), new Text("Say so.", "Decirlo.")));
        assertThat(claim.expectedOn(on("2.1")).verdict()).isEqualTo(Verdict.CAVEAT);
        assertThat(claim.expectedOn(null).verdict()).isEqualTo(Verdict.HOLDS);
    }

    private static Versions on(String version) {
        return Versions.of(KubernetesVersion.parse(version));
    }

    @Test
    void what_kubectl_prints_changes_with_kubectl_and_not_with_the_server() {
        Ledger ledger = Ledger.parse("claims.yaml", ONE + """
                  since: [{kubectl: "1.34", expected: caveat, reason: {en: Not all., es: No todo.}, correction: {en: a, es: b}}]
                """.indent(0));
        LedgerEntry claim = ledger.find("a-claim").orElseThrow();
        KubernetesVersion older = KubernetesVersion.parse("1.33");
        KubernetesVersion newer = KubernetesVersion.parse("1.34");

        assertThat(claim.expectedOn(new Versions(newer, older)).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(claim.expectedOn(new Versions(older, newer)).verdict()).isEqualTo(Verdict.CAVEAT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            since: new                                                | claims.yaml:5: a list is expected here
            since: [{kubernetes: new, expected: holds}]               | claims.yaml:5: 'new' is no version of Kubernetes
            since: [{expected: holds}]                                | claims.yaml:5: a change is since a version of 'kubernetes' or of
            since: [{kubernetes: '1.34', expected: caveat}]           | claims.yaml:5: a caveat or an erratum needs
            since: [{kubernetes: '1.34', expected: holds, so: it}]    | claims.yaml:5: unknown field 'so'
            """)
    void says_what_is_wrong_with_a_change(String line, String message) {
        assertThatThrownBy(() -> Ledger.parse("claims.yaml", ONE + "  " + line))
                .isInstanceOf(LedgerException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void refuses_an_id_that_is_used_twice() {
        assertThatThrownBy(() -> Ledger.parse("claims.yaml", ONE + ONE))
                .hasMessage("claims.yaml:5: the id 'a-claim' is used twice");
    }

    @Test
    void refuses_an_id_that_is_too_long_for_a_namespace() {
        String id = "a".repeat(44);
        assertThatThrownBy(() -> Ledger.parse("claims.yaml", ONE + ONE.replace("a-claim", id)))
                .isInstanceOf(LedgerException.class)
                .hasMessage("claims.yaml:5: the id '" + id
                        + "' has 44 characters, and may have 43, since a namespace is" + " named after it");
    }

    /** Found by the fuzzer. */
    @Test
    void refuses_characters_that_no_yaml_has() {
        assertThatThrownBy(() -> Ledger.parse("claims.yaml", "# a\n- id: \u0012"))
                .isInstanceOf(LedgerException.class)
                .hasMessage("claims.yaml:2: special characters are not allowed");
    }

    @Test
    void refuses_a_ledger_without_a_claim() {
        assertThatThrownBy(() -> Ledger.parse("claims.yaml", "[]"))
                .isInstanceOf(NothingToCheckException.class)
                .hasMessageContaining("claims.yaml: the ledger lists no claim");
    }

    @Test
    void refuses_what_is_no_list() {
        assertThatThrownBy(() -> Ledger.parse("claims.yaml", "id: a-claim")).hasMessageContaining("list of claims");
        assertThatThrownBy(() -> Ledger.parse("claims.yaml", "")).hasMessageContaining("list of claims");
    }
}

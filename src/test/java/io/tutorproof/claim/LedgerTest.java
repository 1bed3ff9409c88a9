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
            assertThat(claim.expected()).isEqualTo(Verdict.HOLDS);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            expected: holds       | expected: maybe           | claims.yaml:4: 'maybe' is no verdict
            expected: holds       | expected: refuted         | claims.yaml:1: no claim is expected to be refuted
            expected: holds       | expected: erratum         | claims.yaml:1: a caveat or an erratum needs a reason
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
    void refuses_an_id_that_is_used_twice() {
        assertThatThrownBy(() -> Ledger.parse("claims.yaml", ONE + ONE))
                .hasMessage("claims.yaml:5: the id 'a-claim' is used twice");
    }

    @Test
    void refuses_what_is_no_list() {
        assertThatThrownBy(() -> Ledger.parse("claims.yaml", "id: a-claim")).hasMessageContaining("list of claims");
        assertThatThrownBy(() -> Ledger.parse("claims.yaml", "")).hasMessageContaining("list of claims");
    }
}

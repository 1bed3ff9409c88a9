package io.tutorproof.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.bench.plain.PlainSuite;
import io.tutorproof.claim.LedgerEntry;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is compared proves the same claims, those apart that one node cannot show and those that nobody tries. */
class PlainSuiteTest {
    private static final Set<String> SEVERAL_NODES = Set.of("cluster-one-command", "rs-spreads", "daemonset-per-node");
    private static final Set<String> NOT_TRIED = Set.of("cluster-all-nodeports", "image-login-push");

    @Test
    void the_plain_suite_is_about_every_claim_that_one_node_can_show() {
        Set<String> claims = new TreeSet<>(TheTutorial.loaded().ledger().entries().stream()
                .map(LedgerEntry::id)
                .toList());
        claims.removeAll(SEVERAL_NODES);
        claims.removeAll(NOT_TRIED);

        assertThat(PlainSuite.claims()).containsExactlyInAnyOrderElementsOf(claims);
    }
}

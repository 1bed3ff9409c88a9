package io.tutorproof.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.tutorproof.claim.LedgerEntry;
import io.tutorproof.claim.Verdict;
import io.tutorproof.junit.Claim;
import io.tutorproof.kubectl.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The ledger and the suite speak of the same claims. Both languages and unique ids the ledger's reader sees to. */
class LedgerHasTestsTest {
    private static final List<JavaMethod> TESTS = new ClassFileImporter()
            .importPackages("io.tutorproof.tutorial").stream()
                    .flatMap(type -> type.getMethods().stream())
                    .filter(method -> method.isAnnotatedWith(Claim.class))
                    .toList();
    private static final Set<String> CLAIMS = new KubernetesTutorial()
            .ledger().entries().stream().map(LedgerEntry::id).collect(Collectors.toSet());

    private static String claim(JavaMethod test) {
        return test.getAnnotationOfType(Claim.class).value();
    }

    @Test
    void every_claim_has_a_test_and_every_test_a_claim() {
        assertThat(TESTS).extracting(LedgerHasTestsTest::claim).containsExactlyInAnyOrderElementsOf(CLAIMS);
        assertThat(CLAIMS).hasSizeGreaterThanOrEqualTo(75);
    }

    @Test
    void every_test_is_in_a_class_that_the_build_runs() {
        assertThat(TESTS)
                .allSatisfy(test -> assertThat(test.getOwner().getSimpleName()).endsWith("IT"));
    }

    @Test
    void every_manifest_is_used_by_a_test() throws IOException {
        StringBuilder tests = new StringBuilder(Files.readString(Path.of("src/test/resources/mutants.yaml")));
        try (Stream<Path> sources = Files.walk(Path.of("src/test/java/io/tutorproof"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                tests.append(Files.readString(source));
            }
        }

        assertThat(Manifests.in(Path.of("manifests")).texts().keySet())
                .isNotEmpty()
                .allSatisfy(manifest -> assertThat(tests).contains(manifest));
    }

    @Test
    void the_tutorials_mistakes_are_named() {
        assertThat(new KubernetesTutorial().ledger().entries())
                .filteredOn(claim -> claim.expected().verdict() == Verdict.ERRATUM)
                .extracting(LedgerEntry::id)
                .containsExactlyInAnyOrder(
                        "ingress-without-dry-run",
                        "ingress-selects",
                        "rs-first-apply-says",
                        "image-shows-node",
                        "image-tag-commands",
                        "deploy-file-has-old-image",
                        "deploy-old-rs-gone");
    }
}

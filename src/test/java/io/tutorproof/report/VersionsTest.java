package io.tutorproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.claim.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionsTest {
    private static Versions.Column column(String name, String kubernetes, Verdict verdict) {
        RunResult.ClusterFacts cluster =
                new RunResult.ClusterFacts(kubernetes, "rancher/k3s:" + name, List.of(), 1, 1, List.of(), null);
        return Versions.Column.of(
                name,
                name + "/index.html",
                new RunResult(Instant.EPOCH, 1, cluster, List.of(Results.claim("a", verdict, null)), Map.of()));
    }

    @Test
    void versions_stand_in_their_order_and_a_verdict_that_changes_says_since_when() {
        Versions versions = Versions.of(List.of(
                column("new", "v1.34.1+k3s1", Verdict.ERRATUM),
                column("old", "v1.9.0", Verdict.HOLDS),
                column("middle", "v1.32.9+k3s1", Verdict.NOT_CHECKED)));

        assertThat(versions.columns()).extracting(Versions.Column::name).containsExactly("old", "middle", "new");
        assertThat(versions.isGood())
                .as("a cluster on which nothing was checked")
                .isFalse();
        assertThat(VersionsMarkdown.of(versions))
                .contains("| old | v1.9.0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 |")
                .contains("- `a`: holds before, erratum since new");
        assertThat(PageHtml.render(versions))
                .contains("3 clusters, 1 verdicts change")
                .contains("href=\"old/index.html\"");
    }

    @Test
    void where_nothing_changes_that_is_said() {
        Versions versions =
                Versions.of(List.of(column("a", "v1.32.9", Verdict.HOLDS), column("b", "v1.33.1", Verdict.HOLDS)));

        assertThat(versions.isGood()).isTrue();
        assertThat(VersionsMarkdown.of(versions)).contains("No verdict changes.");
    }

    @Test
    void a_version_that_failed_is_there_with_its_reason(@TempDir Path place) throws IOException {
        Path failed = Files.createDirectories(place.resolve("v1.99.0-k3s1"));
        Files.writeString(failed.resolve("failure.txt"), "the image is not here\n");
        Versions versions = Versions.of(
                List.of(MergeResults.column(place, failed), column("v1.33.1-k3s1", "v1.33.1+k3s1", Verdict.HOLDS)));

        assertThat(versions.isGood()).isFalse();
        assertThat(versions.columns())
                .extracting(Versions.Column::name)
                .containsExactly("v1.33.1-k3s1", "v1.99.0-k3s1");
        assertThat(VersionsMarkdown.of(versions)).contains("| v1.99.0-k3s1 | **failed**: the image is not here |");
        assertThat(PageHtml.render(versions)).contains("the image is not here");
        RunResult none = new RunResult(
                Instant.EPOCH, 1, null, List.of(Results.claim("a", Verdict.INCONCLUSIVE, "no cluster: why")), Map.of());
        assertThat(Versions.Column.of("x", "", none).failure()).isEqualTo("no cluster: why");
    }
}

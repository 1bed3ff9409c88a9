package io.tutorproof.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class KubernetesVersionTest {
    @Test
    void reads_what_api_servers_report() {
        assertThat(KubernetesVersion.parse("v1.20.2+debian")).isEqualTo(new KubernetesVersion(1, 20));
        assertThat(KubernetesVersion.parse("v1.36.4+k3s1")).isEqualTo(new KubernetesVersion(1, 36));
        assertThat(KubernetesVersion.parse("1.34")).hasToString("1.34");
        assertThatThrownBy(() -> KubernetesVersion.parse("new")).hasMessageContaining("'new' is no version");
    }

    @Test
    void compares_numbers_not_texts() {
        assertThat(new KubernetesVersion(1, 36).isSince(new KubernetesVersion(1, 9)))
                .isTrue();
        assertThat(new KubernetesVersion(1, 9).isSince(new KubernetesVersion(1, 36)))
                .isFalse();
        assertThat(new KubernetesVersion(2, 0).isSince(new KubernetesVersion(1, 36)))
                .isTrue();
        assertThat(new KubernetesVersion(1, 34).isSince(new KubernetesVersion(1, 34)))
                .isTrue();
    }

    @Test
    void a_kubectl_two_minor_versions_away_is_told_of() {
        assertThat(skew("1.37.2", "v1.36.3")).isEmpty();
        assertThat(skew("1.30", "1.31")).isEmpty();
        assertThat(skew("1.37.2", "1.30.14"))
                .hasValueSatisfying(said -> assertThat(said)
                        .startsWith("kubectl 1.30 is more than one minor version away from Kubernetes 1.37"));
        assertThat(skew("1.34", "1.36")).isPresent();
    }

    private static Optional<String> skew(String kubernetes, String kubectl) {
        return new Versions(KubernetesVersion.parse(kubernetes), KubernetesVersion.parse(kubectl)).skew();
    }
}

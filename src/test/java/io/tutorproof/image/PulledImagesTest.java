package io.tutorproof.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PulledImagesTest {
    private final PulledImages pulled = PulledImages.parse("""
            {"kind":"ImagePulledRecord","apiVersion":"kubelet.config.k8s.io/v1beta1","imageRef":"sha256:1111","credentialMapping":{"reg.example:5000/team/andr35/imagen":{"nodePodsAccessible":true}}}
            {"kind":"ImagePulledRecord","apiVersion":"kubelet.config.k8s.io/v1beta1","imageRef":"sha256:2222","credentialMapping":{"andr35/imagen":{"nodePodsAccessible":true}}}
            """);

    @Test
    void what_kubelet_pulled_under_another_name_it_pulls_anew() {
        assertThat(pulled.otherNameOf("andr35/imagen:v0.1.0", "sha256:1111"))
                .contains("reg.example:5000/team/andr35/imagen");
    }

    @Test
    void what_it_pulled_under_this_name_or_never_it_takes() {
        assertThat(pulled.otherNameOf("andr35/imagen:v0.2.0", "sha256:2222")).isEmpty();
        assertThat(pulled.otherNameOf("andr35/imagen:v0.3.0", "sha256:3333")).isEmpty();
    }

    @Test
    void a_kubelet_before_1_35_has_no_records() {
        assertThat(PulledImages.parse("").otherNameOf("andr35/imagen:v0.1.0", "sha256:1111"))
                .isEmpty();
    }
}

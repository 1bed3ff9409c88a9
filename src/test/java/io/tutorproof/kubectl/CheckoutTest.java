package io.tutorproof.kubectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {
    private final Manifests ours = Manifests.in(Path.of("manifests"));

    @TempDir
    private Path theirs = Path.of("");

    private void write(String file, String text) throws IOException {
        Path place = theirs.resolve(file);
        Files.createDirectories(place.getParent());
        Files.writeString(place, text);
    }

    @Test
    void a_file_that_declares_the_same_is_applied_as_it_stands() throws IOException {
        String text = "# the author's\n" + Files.readString(Path.of("manifests/deploy-01/mi-pod.yaml"))
                + "  dnsPolicy: ClusterFirst\nstatus: {}\n";
        write("deploy-01/mi-pod.yaml", text);

        Checkout checkout = Checkout.over(ours, theirs);

        assertThat(checkout.differences())
                .allMatch(told -> told.endsWith("is not there: the project's own is applied"));
        assertThat(checkout.used()).isOne();
        assertThat(checkout.manifests().texts())
                .containsEntry("deploy-01/mi-pod.yaml", text)
                .containsEntry("deploy-02/mi-pod.yaml", Files.readString(Path.of("manifests/deploy-02/mi-pod.yaml")))
                .containsOnlyKeys(ours.texts().keySet());
    }

    @Test
    void what_a_file_declares_otherwise_than_the_text_is_told() throws IOException {
        String text = Files.readString(Path.of("manifests/deploy-05/mi-deploy-v0.3.0.yaml"));
        write("deploy-05/mi-deploy.yaml", text);

        Checkout checkout = Checkout.over(ours, theirs);

        assertThat(checkout.differences())
                .contains(theirs.resolve("deploy-05/mi-deploy.yaml")
                        + ": spec.template.spec.containers[0].image is andr35/imagen:v0.3.0,"
                        + " and andr35/imagen:v0.2.0 in the text");
        assertThat(checkout.manifests().texts()).containsEntry("deploy-05/mi-deploy.yaml", text);
    }

    @Test
    void a_directory_without_any_of_them_is_refused() throws IOException {
        write("other/pod.yaml", "kind: Pod");

        assertThatThrownBy(() -> Checkout.over(ours, theirs))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("none of the tutorial's manifests, such as deploy-01/mi-pod.yaml");
    }
}

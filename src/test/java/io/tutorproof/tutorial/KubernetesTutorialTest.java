package io.tutorproof.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tutorproof.image.ImageException;
import io.tutorproof.image.TutorialImage;
import io.tutorproof.settings.Settings;
import io.tutorproof.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesTutorialTest {
    @TempDir
    private Path checkout = Path.of("");

    private void page(String directory, String source) throws IOException {
        Path image = Files.createDirectories(checkout.resolve(directory));
        Files.writeString(image.resolve("Dockerfile"), "FROM php:8.4.8-apache-bookworm\nCOPY src/ /var/www/html/\n");
        Files.writeString(Files.createDirectories(image.resolve("src")).resolve("index.php"), source);
    }

    private List<TutorialImage> images(String pages) {
        return new KubernetesTutorial()
                .images(Settings.of(Map.of("tutorproof.images", checkout.toString(), "tutorproof.pages", pages)));
    }

    @Test
    void builds_the_authors_images_from_wherever_they_lie() throws IOException {
        page("one/v0.1.0", "<?php echo 'Good morning';");
        page("one/v0.2.0", "<?php echo 'Good evening'; phpinfo();");
        page("four/v0.3.0", "<?php echo 'Good evening'; echo gethostname();");

        assertThat(images("v0.1.0=Good morning; v0.2.0=phpinfo(); v0.3.0=Good evening"))
                .extracting(TutorialImage::toString)
                .startsWith(
                        "andr35/imagen:v0.1.0 from " + checkout + "/one/v0.1.0",
                        "andr35/imagen:v0.2.0 from " + checkout + "/one/v0.2.0",
                        "andr35/imagen:v0.3.0 from " + checkout + "/four/v0.3.0");
    }

    @Test
    void builds_its_own_image_of_a_version_that_the_author_has_not() throws IOException {
        page("four/v0.3.0", "<?php echo 'Good evening'; echo gethostname();");

        assertThat(images("v0.1.0=Hello from; v0.2.0=phpinfo(); v0.3.0=Good evening"))
                .extracting(TutorialImage::toString)
                .startsWith("andr35/imagen:v0.1.0 from app-image", "andr35/imagen:v0.2.0 from app-image");
    }

    @Test
    void refuses_a_page_that_would_be_taken_for_another_version() throws IOException {
        page("v0.3.0", "<?php echo 'Hello from'; echo gethostname();");

        assertThatThrownBy(() -> images("v0.1.0=Hello from; v0.2.0=phpinfo(); v0.3.0=gethostname"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(checkout + "/v0.3.0 is not known for v0.3.0's");
        assertThatThrownBy(() -> images("v0.1.0=Hello from; v0.2.0=phpinfo()"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("is not known for v0.3.0's");
        assertThatThrownBy(() -> images("")).hasMessageContaining("by what their pages are known is not said");
        assertThatThrownBy(() -> images("v0.1.0=a; v0.1.0=b")).hasMessageContaining("each name once");
    }

    @Test
    void refuses_two_directories_of_one_version() throws IOException {
        page("one/v0.1.0", "Good morning");
        page("two/v0.1.0", "Good morning");

        assertThatThrownBy(() -> images("v0.1.0=Good morning; v0.2.0=phpinfo(); v0.3.0=Hello again"))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("one/v0.1.0")
                .hasMessageContaining("two/v0.1.0");
    }

    @Test
    void a_page_is_of_the_first_version_whose_text_it_shows() {
        Settings settings = Settings.of(Map.of("tutorproof.pages", "old=one; new=two"));
        AppPage old = new AppPage(List.of("old"), AppPage.textsOf(settings));
        AppPage fresh = new AppPage(List.of("new"), AppPage.textsOf(settings));

        assertThat(old.test("one and two")).isTrue();
        assertThat(fresh.test("one and two")).isFalse();
        assertThat(fresh.test("two")).isTrue();
        assertThat(old.test("three") || fresh.test("three")).isFalse();
    }
}

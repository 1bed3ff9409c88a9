package io.tutorproof.bench;

import io.tutorproof.harness.Command;
import io.tutorproof.image.TutorialImage;
import io.tutorproof.junit.Tutorial;
import io.tutorproof.settings.Settings;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** What the suite is about. */
public final class TheTutorial {
    private TheTutorial() {}

    public static Tutorial loaded() {
        return ServiceLoader.load(Tutorial.class).findFirst().orElseThrow();
    }

    /** All its images, built and pulled. */
    static List<TutorialImage> images() {
        List<TutorialImage> images = loaded().images(Settings.load());
        images.forEach(TutorialImage::obtain);
        return images;
    }

    static String namesOf(List<TutorialImage> images) {
        return images.stream().map(TutorialImage::name).collect(Collectors.joining(" "));
    }

    /** As one does it by hand. */
    public static void saveAndImport(String container, List<TutorialImage> images) {
        Command.must(
                "sh",
                "-c",
                "docker save " + namesOf(images) + " | docker exec -i " + container + " ctr -n k8s.io images import -");
    }
}

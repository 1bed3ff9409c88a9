package io.tutorproof.bench;

import io.tutorproof.cluster.Settings;
import io.tutorproof.image.TutorialImage;
import io.tutorproof.junit.Tutorial;
import java.util.List;
import java.util.ServiceLoader;

/** What the suite is about. */
final class TheTutorial {
    private TheTutorial() {}

    static Tutorial loaded() {
        return ServiceLoader.load(Tutorial.class).findFirst().orElseThrow();
    }

    /** All its images, built and pulled. */
    static List<TutorialImage> images() {
        List<TutorialImage> images = loaded().images(Settings.load());
        images.forEach(TutorialImage::obtain);
        return images;
    }
}

package io.tutorproof.bench;

import io.tutorproof.cluster.Settings;
import io.tutorproof.image.TutorialImage;
import io.tutorproof.junit.Tutorial;
import java.util.List;
import java.util.ServiceLoader;

/** The images of the suite. */
final class TutorialImages {
    private TutorialImages() {}

    /** All of them, built and pulled. */
    static List<TutorialImage> obtained() {
        Tutorial tutorial = ServiceLoader.load(Tutorial.class).findFirst().orElseThrow();
        List<TutorialImage> images = tutorial.images(Settings.load());
        images.forEach(TutorialImage::obtain);
        return images;
    }
}

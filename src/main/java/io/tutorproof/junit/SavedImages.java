package io.tutorproof.junit;

import io.tutorproof.cluster.Cluster;
import io.tutorproof.image.ImageDelivery;
import io.tutorproof.image.TutorialImage;
import io.tutorproof.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Images ready to be loaded: how long it took to save them, and to have them at all. */
record SavedImages(ImageDelivery images, Duration took, Duration sinceBegun) implements AutoCloseable {
    /** Builds or pulls them, and saves them. */
    static SavedImages of(List<TutorialImage> images, Settings settings) {
        long begun = System.nanoTime();
        images.parallelStream().forEach(TutorialImage::obtain);
        long obtained = System.nanoTime();
        ImageDelivery delivery = ImageDelivery.prepare(images, settings.registry(), !Cluster.mayBeKept(settings));
        long saved = System.nanoTime();
        return new SavedImages(delivery, Duration.ofNanos(saved - obtained), Duration.ofNanos(saved - begun));
    }

    /** Waits for them; what went wrong is thrown as it is. */
    static SavedImages joined(CompletableFuture<SavedImages> saving) {
        try {
            return saving.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    @Override
    public void close() {
        images.close();
    }
}

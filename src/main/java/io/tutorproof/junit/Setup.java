package io.tutorproof.junit;

import io.tutorproof.cluster.Cluster;
import io.tutorproof.cluster.Settings;
import io.tutorproof.image.ImageLoader;
import io.tutorproof.image.TutorialImage;
import io.tutorproof.kubectl.Manifests;
import io.tutorproof.kubectl.Workplace;
import io.tutorproof.report.Console;
import io.tutorproof.report.RunResult.ClusterFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A cluster with the tutorial's images and manifests in it. */
record Setup(Cluster cluster, Manifests manifests, Falsehoods falsehoods, ClusterFacts facts, boolean keep)
        implements AutoCloseable {

    /** Starts the cluster and, meanwhile, builds and saves the images. */
    static Setup make(Settings settings, Tutorial tutorial, Console console) {
        Manifests manifests = Manifests.in(settings.manifests());
        Falsehoods falsehoods =
                settings.falsehoods().isEmpty() ? Falsehoods.NONE : Falsehoods.read(Path.of(settings.falsehoods()));
        List<TutorialImage> images = tutorial.images(settings);
        console.say("cluster starting: " + settings.nodes() + " nodes of " + settings.clusterImage());
        CompletableFuture<Saved> saving = CompletableFuture.supplyAsync(() -> obtainAndSave(images));
        Cluster cluster;
        try {
            cluster = Cluster.start(settings, tutorial.ports(), saving);
        } catch (RuntimeException e) {
            CompletableFuture<Void> unused = saving.thenAccept(Saved::close);
            throw e;
        }
        try (Saved saved = joined(saving)) {
            console.say("cluster ready in " + Console.seconds(cluster.startTook()) + ": Kubernetes "
                    + cluster.kubernetesVersion());
            long begun = System.nanoTime();
            saved.loader().loadInto(cluster);
            Duration load = saved.took().plusNanos(System.nanoTime() - begun);
            console.say("images loaded in " + Console.seconds(load) + ": "
                    + String.join(", ", images.stream().map(TutorialImage::name).toList()));
            Workplace.prepare(cluster, manifests);
            return new Setup(
                    cluster,
                    manifests,
                    falsehoods,
                    new ClusterFacts(
                            cluster.kubernetesVersion(),
                            settings.clusterImage(),
                            cluster.nodes().size(),
                            cluster.startTook(),
                            load),
                    settings.keep());
        } catch (RuntimeException e) {
            cluster.discard();
            throw e;
        }
    }

    /** The means to try one claim. */
    Lab lab(String claim) {
        return new Lab(cluster, claim, falsehoods.of(claim), manifests.texts());
    }

    private record Saved(ImageLoader loader, Duration took) implements AutoCloseable {
        @Override
        public void close() {
            loader.close();
        }
    }

    private static Saved obtainAndSave(List<TutorialImage> images) {
        images.parallelStream().forEach(TutorialImage::obtain);
        long begun = System.nanoTime();
        ImageLoader loader = ImageLoader.save(images);
        return new Saved(loader, Duration.ofNanos(System.nanoTime() - begun));
    }

    private static Saved joined(CompletableFuture<Saved> saving) {
        try {
            return saving.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    /** What to say of a cluster that stays up. */
    Optional<String> howToReach() {
        return keep
                ? Optional.of("the cluster stays up until the next run: docker exec -it "
                        + cluster.server().containerName() + " kubectl get pods -A")
                : Optional.empty();
    }

    @Override
    public void close() {
        cluster.close();
    }
}

package io.tutorproof.junit;

import io.tutorproof.claim.KubernetesVersion;
import io.tutorproof.claim.Versions;
import io.tutorproof.cluster.Access;
import io.tutorproof.cluster.Cluster;
import io.tutorproof.cluster.Node;
import io.tutorproof.cluster.OwnNamespaces;
import io.tutorproof.cluster.Settings;
import io.tutorproof.cluster.Shell;
import io.tutorproof.cluster.Software;
import io.tutorproof.cluster.StartTimes;
import io.tutorproof.image.ImageDelivery;
import io.tutorproof.image.TutorialImage;
import io.tutorproof.kubectl.Checkout;
import io.tutorproof.kubectl.Manifests;
import io.tutorproof.kubectl.Translated;
import io.tutorproof.kubectl.Workplace;
import io.tutorproof.observe.Inventory;
import io.tutorproof.report.Console;
import io.tutorproof.report.RunResult.ClusterFacts;
import io.tutorproof.report.RunResult.NodeFacts;
import io.tutorproof.report.RunResult.Phase;
import io.tutorproof.report.RunResult.SoftwareFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A cluster with the tutorial's images and manifests in it. */
record Setup(
        Cluster cluster,
        Access access,
        ImageDelivery images,
        Manifests manifests,
        Falsehoods falsehoods,
        Versions versions,
        ClusterFacts facts,
        @Nullable Inventory before,
        boolean mayBeShared,
        boolean keep) {
    private static final Path OWN = Path.of("manifests");

    /** Starts the cluster and, meanwhile, builds and saves the images. */
    static Setup make(Settings settings, Tutorial tutorial, Falsehoods falsehoods, Console console) {
        Manifests manifests = manifests(settings, console);
        List<TutorialImage> images = tutorial.images(settings);
        boolean isThere = !settings.kubeconfig().isEmpty();
        String where = isThere ? "context " + settings.context() : settings.clusterImage();
        console.say(
                isThere
                        ? "cluster of " + where + ": entering it"
                        : "cluster starting: " + settings.nodes() + " nodes of " + where);
        // Before threads: where two begin to log at once, SLF4J prints a warning.
        LoggerFactory.getILoggerFactory();
        Instant begun = Instant.now();
        CompletableFuture<Saved> saving = CompletableFuture.supplyAsync(() -> obtainAndSave(images, settings));
        Cluster cluster;
        try {
            cluster = Cluster.start(settings, tutorial.ports(), saving);
        } catch (RuntimeException e) {
            CompletableFuture<Void> unused = saving.thenAccept(Saved::close);
            throw e;
        }
        if (isThere && !settings.keep()) {
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(() -> joined(saving).images().removeFrom(cluster), "tutorproof-images"));
        }
        Duration ready =
                cluster.startTook().map(StartTimes::all).orElseGet(() -> Duration.between(begun, Instant.now()));
        try (Saved saved = joined(saving)) {
            console.say("cluster ready in " + Console.seconds(ready) + ": Kubernetes " + cluster.kubernetesVersion()
                    + cluster.note().map(note -> "; " + note).orElse(""));
            ImageDelivery delivery = saved.images();
            Instant loading = Instant.now();
            delivery.deliverTo(cluster);
            Duration loadTook = Duration.between(loading, Instant.now());
            Duration load = saved.took().plus(loadTook);
            console.say("images loaded in " + Console.seconds(load) + ": "
                    + String.join(", ", images.stream().map(TutorialImage::name).toList()));
            Shell shell = new Translated(cluster.shell(), delivery::forCluster, delivery::forReader);
            Workplace.prepare(
                    shell, settings.registry().isEmpty() ? manifests : manifests.changed(delivery::forCluster));
            Inventory before = isThere ? Inventory.of(cluster.client(), OwnNamespaces.LABELS) : null;
            return new Setup(
                    cluster,
                    cluster.access().by(shell),
                    delivery,
                    manifests,
                    falsehoods,
                    new Versions(
                            KubernetesVersion.parse(cluster.kubernetesVersion()),
                            KubernetesVersion.parse(cluster.kubectlVersion())),
                    new ClusterFacts(
                            cluster.kubernetesVersion(),
                            where,
                            cluster.nodes().stream().map(Setup::factsOf).toList(),
                            seconds(ready),
                            seconds(load),
                            List.of(
                                    new Phase(Phase.Name.CLUSTER, begun, seconds(ready)),
                                    new Phase(Phase.Name.IMAGES_SAVED, begun, seconds(saved.sinceBegun())),
                                    new Phase(Phase.Name.IMAGES_LOADED, loading, seconds(loadTook))),
                            null),
                    before,
                    !settings.ownedCluster().isEmpty(),
                    settings.keep());
        } catch (RuntimeException e) {
            cluster.discard();
            throw e;
        }
    }

    /** The project's own, or an author's laid over them. */
    private static Manifests manifests(Settings settings, Console console) {
        if (settings.manifests().equals(OWN) || !Files.isDirectory(OWN)) {
            return Manifests.in(settings.manifests());
        }
        Checkout checkout = Checkout.over(Manifests.in(OWN), settings.manifests());
        console.say(checkout.used() + " manifests of " + settings.manifests() + " are applied as they stand");
        checkout.differences().forEach(console::say);
        return checkout.manifests();
    }

    /** A place to try a claim in, with what makes it false, if anything does. */
    Place place(String claim) {
        Map<String, String> changed = falsehoods
                .of(claim)
                .map(falsehood -> falsehood.patched(manifests.texts()))
                .orElse(Map.of());
        return Place.make(cluster, access, claim, changed, images::forReader, keep);
    }

    /** The means to try one claim. */
    Lab lab(String claim, Place place) {
        return new Lab(cluster, versions, access, claim, place, falsehoods.of(claim), keep);
    }

    /**
     * Why what was seen since a time says nothing about the claim that was tried: trouble of the cluster, or, where its test
     * failed, an image that a node has no longer.
     *
     * @param since of {@link System#nanoTime()}
     */
    Optional<String> troubleSince(long since, boolean failed) {
        Optional<String> trouble = cluster.troubleSince(since);
        return trouble.isEmpty() && failed ? images.missingIn(cluster) : trouble;
    }

    /** What the cluster is, with what it consists of by now: a controller that it packages may have come late. */
    ClusterFacts factsAtTheEnd() {
        if (cluster.isTroubled()) {
            return facts;
        }
        SoftwareFacts software;
        try {
            Software found = cluster.software();
            software = new SoftwareFacts(
                    found.origin(), found.kubectl(), found.runtime(), found.ingress(), found.docker(), found.cgroup());
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Setup.class).warn("what the cluster consists of cannot be asked: {}", e.toString());
            return facts;
        }
        return new ClusterFacts(
                facts.kubernetes(),
                facts.image(),
                facts.nodes(),
                facts.startSeconds(),
                facts.imageLoadSeconds(),
                facts.phases(),
                software);
    }

    private static NodeFacts factsOf(Node node) {
        return new NodeFacts(node.name(), node.addresses());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** Images ready to be loaded: how long it took to save them, and to have them at all. */
    private record Saved(ImageDelivery images, Duration took, Duration sinceBegun) implements AutoCloseable {
        @Override
        public void close() {
            images.close();
        }
    }

    private static Saved obtainAndSave(List<TutorialImage> images, Settings settings) {
        long begun = System.nanoTime();
        images.parallelStream().forEach(TutorialImage::obtain);
        long obtained = System.nanoTime();
        ImageDelivery delivery = ImageDelivery.prepare(images, settings.registry(), !Cluster.mayBeKept(settings));
        long saved = System.nanoTime();
        return new Saved(delivery, Duration.ofNanos(saved - obtained), Duration.ofNanos(saved - begun));
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
        return keep && cluster.isOurs()
                ? Optional.of("the cluster stays up (./verify --down removes it): docker exec -it "
                        + cluster.server().containerName() + " kubectl get pods -A")
                : Optional.empty();
    }

    /** Removes all that was made, unless it is to be kept; what else of a cluster that was there has changed meanwhile. */
    List<String> leave() {
        try {
            if (before == null || keep) {
                return List.of();
            }
            images.removeFrom(cluster);
            List<String> changes = new ArrayList<>();
            cluster.namespaces()
                    .remove()
                    .forEach(name -> changes.add("Namespace " + name + " of this run is still there"));
            changes.addAll(before.changesTo(Inventory.of(cluster.client(), OwnNamespaces.LABELS)));
            return changes;
        } catch (RuntimeException e) {
            return List.of("what has changed cannot be told: " + e.getMessage());
        } finally {
            cluster.close();
        }
    }
}

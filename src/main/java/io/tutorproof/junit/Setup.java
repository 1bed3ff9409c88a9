package io.tutorproof.junit;

import io.tutorproof.claim.KubernetesVersion;
import io.tutorproof.claim.Versions;
import io.tutorproof.cluster.Access;
import io.tutorproof.cluster.Cluster;
import io.tutorproof.cluster.Node;
import io.tutorproof.cluster.NodePorts;
import io.tutorproof.cluster.OwnNamespaces;
import io.tutorproof.cluster.Software;
import io.tutorproof.cluster.StartTimes;
import io.tutorproof.image.ImageDelivery;
import io.tutorproof.image.TutorialImage;
import io.tutorproof.kubectl.Checkout;
import io.tutorproof.kubectl.Kubectl;
import io.tutorproof.kubectl.Manifests;
import io.tutorproof.kubectl.Translated;
import io.tutorproof.kubectl.Workplace;
import io.tutorproof.observe.Inventory;
import io.tutorproof.report.Console;
import io.tutorproof.report.RunResult.ClusterFacts;
import io.tutorproof.report.RunResult.NodeFacts;
import io.tutorproof.report.RunResult.SoftwareFacts;
import io.tutorproof.report.RunResult.Stage;
import io.tutorproof.scenario.Mutation;
import io.tutorproof.scenario.Scenario;
import io.tutorproof.settings.Settings;
import io.tutorproof.shell.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A cluster with the tutorial's images and manifests in it. */
record Setup(
        Cluster cluster,
        Access access,
        NodePorts ports,
        ImageDelivery images,
        Manifests manifests,
        Mutants mutants,
        Versions versions,
        ClusterFacts facts,
        @Nullable Inventory before,
        boolean mayBeShared,
        boolean keep) {
    private static final Path OWN = Path.of("manifests");

    /** Starts the cluster and, meanwhile, builds and saves the images. */
    static Setup make(Settings settings, Tutorial tutorial, Mutants mutants, Console console) {
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
        CompletableFuture<SavedImages> saving = CompletableFuture.supplyAsync(() -> SavedImages.of(images, settings));
        Cluster cluster;
        try {
            cluster = Cluster.start(settings, published(tutorial), saving);
        } catch (RuntimeException e) {
            CompletableFuture<Void> unused = saving.thenAccept(SavedImages::close);
            throw e;
        }
        if (isThere && !settings.keep()) {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> SavedImages.joined(saving).images().removeFrom(cluster), "tutorproof-images"));
        }
        Duration ready =
                cluster.startTook().map(StartTimes::all).orElseGet(() -> Duration.between(begun, Instant.now()));
        try (SavedImages saved = SavedImages.joined(saving)) {
            console.say("cluster ready in " + Console.seconds(ready) + ": Kubernetes " + cluster.kubernetesVersion()
                    + cluster.note().map(note -> "; " + note).orElse(""));
            ImageDelivery delivery = saved.images();
            Instant loading = Instant.now();
            delivery.deliverTo(cluster);
            Duration loadTook = Duration.between(loading, Instant.now());
            Duration load = saved.took().plus(loadTook);
            console.say("images loaded in " + Console.seconds(load) + ": "
                    + String.join(
                            ", ", images.stream().map(TutorialImage::toString).toList()));
            Shell shell = new Translated(cluster.access().shell(), delivery::forCluster, delivery::forReader);
            Workplace.prepare(
                    shell, settings.registry().isEmpty() ? manifests : manifests.changed(delivery::forCluster));
            Versions versions = new Versions(
                    KubernetesVersion.parse(cluster.kubernetesVersion()),
                    KubernetesVersion.parse(cluster.kubectlVersion()));
            versions.skew().ifPresent(console::say);
            Inventory before = isThere ? Inventory.of(cluster.client(), OwnNamespaces.LABELS) : null;
            return new Setup(
                    cluster,
                    cluster.access().by(shell),
                    new NodePorts(cluster.client(), published(tutorial)),
                    delivery,
                    manifests,
                    mutants,
                    versions,
                    new ClusterFacts(
                            cluster.kubernetesVersion(),
                            where,
                            cluster.nodes().stream().map(Setup::factsOf).toList(),
                            seconds(ready),
                            seconds(load),
                            List.of(
                                    new Stage(Stage.Name.CLUSTER, begun, seconds(ready)),
                                    new Stage(Stage.Name.IMAGES_SAVED, begun, seconds(saved.sinceBegun())),
                                    new Stage(Stage.Name.IMAGES_LOADED, loading, seconds(loadTook))),
                            null),
                    before,
                    !settings.ownedCluster().isEmpty(),
                    settings.keep());
        } catch (RuntimeException e) {
            cluster.discard();
            throw e;
        }
    }

    private static Set<Integer> published(Tutorial tutorial) {
        Set<Integer> ports = new HashSet<>(tutorial.ports());
        ports.add(Scenario.FENCE_PORT);
        return ports;
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

    /** A place to try a claim in, with manifests that a mutant may have changed. */
    Place place(String claim, Optional<Mutant> mutant) {
        if (cluster.isOurs()) {
            ports.free();
        }
        return Place.make(
                cluster,
                access,
                claim + mutant.map(mutants::numbered).orElse(""),
                mutant.map(made -> made.patched(manifests.texts())).orElse(Map.of()),
                images::forReader,
                keep);
    }

    /** The means to try a claim there. */
    Scenario scenario(Place place, Optional<Mutant> mutant) {
        Kubectl kubectl = new Kubectl(access.shell(), place.workplace());
        mutant.ifPresent(
                made -> made.before().forEach(command -> kubectl.look(command).requireSuccess()));
        return new Scenario(
                cluster,
                versions,
                kubectl,
                place.recorder(),
                place.namespace(),
                mutant.map(Mutant::mutation).orElseGet(Mutation::none));
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

    /** What to say of a cluster that stays up. */
    Optional<String> howToReach() {
        return keep && cluster.isOurs()
                ? Optional.of("the cluster stays up (./verify --down removes it): docker exec -it "
                        + cluster.server().containerName() + " kubectl get pods -A")
                : Optional.empty();
    }

    /**
     * Removes all that was made, unless it is to be kept; what else of a cluster that was there has changed meanwhile.
     *
     * @param say told of what takes long, and of what stays
     */
    List<String> leave(Consumer<String> say) {
        try {
            if (before == null || keep) {
                return List.of();
            }
            images.removeFrom(cluster);
            cluster.namespaces().remove(say);
            return before.changesTo(Inventory.of(cluster.client(), OwnNamespaces.LABELS));
        } catch (RuntimeException e) {
            return List.of("what has changed cannot be told: " + e.getMessage());
        } finally {
            cluster.close();
        }
    }
}

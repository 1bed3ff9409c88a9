package io.tutorproof.image;

import com.github.dockerjava.api.exception.NotFoundException;
import io.tutorproof.cluster.Cluster;
import io.tutorproof.cluster.Node;
import io.tutorproof.shell.Executed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/**
 * Puts images of this machine's Docker engine into every node, without a registry: saved once, copied and imported on
 * all nodes at the same time, and checked there by id.
 */
final class ImageLoader implements ImageDelivery {
    private static final String IN_NODE = "/var/lib/tutorproof-images.tar";
    private static final Duration USABLE = Duration.ofSeconds(10);

    /** The engine's ids by name, by which is seen whether a node has got the images as they are now. */
    private final Map<String, String> engineIds;

    private final Map<String, List<String>> aliases;

    /** What each node had before, by references. */
    private final Map<Node, Set<String>> imported = new ConcurrentHashMap<>();

    /** Written when a node turns up that needs it, or earlier when that is to be expected. */
    private @Nullable ImageArchive archive;

    /** As the nodes know the images; empty until that is known. */
    private volatile Map<String, String> ids = Map.of();

    private ImageLoader(Map<String, String> engineIds, Map<String, List<String>> aliases) {
        this.engineIds = engineIds;
        this.aliases = aliases;
    }

    /**
     * Looks the images up.
     *
     * @throws ImageException naming the image that the engine does not have
     */
    static ImageLoader of(List<? extends TutorialImage> images) {
        Map<String, String> ids = new TreeMap<>();
        for (TutorialImage image : images) {
            try {
                ids.put(
                        image.name(),
                        DockerClientFactory.instance()
                                .client()
                                .inspectImageCmd(image.name())
                                .exec()
                                .getId());
            } catch (NotFoundException e) {
                throw new ImageException(
                        "the Docker engine has no image " + image.name() + " to put into the nodes", e);
            }
        }
        return new ImageLoader(
                ids, images.stream().collect(Collectors.toMap(TutorialImage::name, TutorialImage::aliases)));
    }

    /** Saves the images, once. */
    synchronized ImageArchive saved() {
        if (archive == null) {
            archive = ImageArchive.save(List.copyOf(engineIds.keySet()));
            ids = archive.ids();
        }
        return archive;
    }

    /** Puts the images into every node of the cluster; a node that has them is left alone. */
    @Override
    public void deliverTo(Cluster cluster) {
        for (Node node : cluster.nodes()) {
            if (!node.isContainer()) {
                throw new ImageException("the tutorial's images cannot be put into node " + node
                        + ": it is no container of this machine's Docker engine, as the nodes of kind and k3d are;"
                        + " say with tutorproof.registry from where the nodes can pull them");
            }
        }
        List<CompletableFuture<Void>> loads = cluster.nodes().stream()
                .map(node -> CompletableFuture.runAsync(
                        () -> load(node, cluster.isOurs()), command -> new Thread(command).start()))
                .toList();
        try {
            CompletableFuture.allOf(loads.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ImageException known) {
                throw known;
            }
            throw new ImageException("the images were not loaded: " + e.getMessage(), e);
        }
    }

    @Override
    public void removeFrom(Cluster cluster) {
        if (cluster.isOurs() || cluster.isTroubled()) {
            return;
        }
        imported.keySet().forEach(node -> {
            Set<String> before = imported.remove(node);
            if (before == null) {
                return; // somebody else is at it
            }
            List<String> command = new ArrayList<>(List.of("ctr", "-n", "k8s.io", "images", "rm"));
            NodeImages.of(node).digests().keySet().stream()
                    .filter(name -> !before.contains(name) && isOurs(name))
                    .forEach(command::add);
            node.shell().run(command.toArray(String[]::new));
        });
    }

    private boolean isOurs(String reference) {
        return ids.containsValue(reference)
                || Stream.concat(
                                ids.keySet().stream(), aliases.values().stream().flatMap(List::stream))
                        .anyMatch(name -> NodeImages.qualified(name).equals(reference));
    }

    @Override
    public Optional<String> missingIn(Cluster cluster) {
        return cluster.nodes().stream()
                .filter(Node::isContainer)
                .filter(node -> !NodeImages.of(node).haveAll(ids))
                .map(node -> "node " + node + " has lost an image that was put into it")
                .findFirst();
    }

    private void load(Node node, boolean isOurs) {
        NodeImages before = NodeImages.of(node);
        Optional<LoadedImages> loaded = isOurs ? LoadedImages.in(node, engineIds) : Optional.empty();
        if (loaded.filter(images -> before.haveAll(images.ids())).isPresent()) {
            ids = loaded.get().ids();
            return;
        }
        Map<String, String> wanted = saved().ids();
        if (!isOurs) {
            refuseToReplace(node, before, wanted);
            refuseToBePulled(node, wanted);
        }
        imported.put(node, Set.copyOf(before.digests().keySet()));
        if (!before.haveAll(wanted)) {
            importInto(node);
        }
        aliases.forEach((name, others) -> others.stream()
                .filter(other -> isOurs || !before.digests().containsKey(NodeImages.qualified(other)))
                .forEach(other -> name(node, name, other)));
        if (isOurs) {
            new LoadedImages(engineIds, wanted).writeTo(node);
        }
    }

    /** A name that leads to another image there may be what somebody's pods are made from. */
    private static void refuseToReplace(Node node, NodeImages before, Map<String, String> wanted) {
        wanted.forEach((name, id) -> {
            String there = before.digests().get(NodeImages.qualified(name));
            if (there != null && !there.equals(before.digests().get(id))) {
                throw new ImageException("node " + node + " has another image " + name
                        + ", which is not ours to replace: remove it there, or use another cluster");
            }
        });
    }

    /** An image that is put there and pulled all the same would be another one, or none. */
    private static void refuseToBePulled(Node node, Map<String, String> wanted) {
        PulledImages pulled = PulledImages.of(node);
        wanted.forEach((name, id) -> pulled.otherNameOf(name, id).ifPresent(other -> {
            throw new ImageException("node " + node + " has pulled image " + name + " before, as " + other
                    + ", and would pull it anew under its own name (kubelet since Kubernetes 1.35):"
                    + " say tutorproof.registry again, or use another cluster");
        }));
    }

    private void importInto(Node node) {
        Executed imported;
        try {
            node.shell().copy(saved().file(), IN_NODE);
            imported = node.shell().run("ctr", "-n", "k8s.io", "images", "import", IN_NODE);
        } finally {
            node.shell().run("rm", "-f", IN_NODE);
        }
        if (imported.exitCode() != 0) {
            throw new ImageException("node " + node + " did not import the images (exit code " + imported.exitCode()
                    + "): " + imported.output().strip());
        }
        check(node);
    }

    private static void name(Node node, String name, String alias) {
        Executed tagged = node.shell()
                .run(
                        "ctr",
                        "-n",
                        "k8s.io",
                        "images",
                        "tag",
                        "--force",
                        NodeImages.qualified(name),
                        NodeImages.qualified(alias));
        if (tagged.exitCode() != 0) {
            throw new ImageException("node " + node + " did not name " + name + " also " + alias + ": "
                    + tagged.output().strip());
        }
    }

    /** The runtime makes an imported image usable for kubelet a moment after the import, and only then lists its id. */
    private void check(Node node) {
        long end = System.nanoTime() + USABLE.toNanos();
        NodeImages found = NodeImages.of(node);
        while (!found.haveAll(ids)) {
            if (System.nanoTime() > end) {
                throw new ImageException("node " + node + " imported the images but does not have them after "
                        + USABLE.toSeconds() + " s: wanted " + ids + ", has " + found.digests());
            }
            found = NodeImages.of(node);
        }
    }

    @Override
    public String forCluster(String text) {
        return text;
    }

    @Override
    public String forReader(String text) {
        return text;
    }

    @Override
    public synchronized void close() {
        if (archive != null) {
            archive.close();
        }
    }
}

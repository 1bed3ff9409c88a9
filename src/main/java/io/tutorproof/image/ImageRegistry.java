package io.tutorproof.image;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.tutorproof.cluster.Cluster;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/**
 * A registry that this machine pushes to and the nodes pull from. An image has another name there: the registry's, a slash,
 * and its own. The cluster is told that name, and whoever reads what the cluster says finds its own again.
 */
final class ImageRegistry implements ImageDelivery {
    private static final long MINUTES = 10;

    private static final Pattern NOTHING = Pattern.compile("(?!)");
    private static final int DIGITS = 12;

    private final String registry;
    private final Pattern names;

    /** An image in a table, where other columns may come after it. */
    private final Pattern cell;

    ImageRegistry(String registry, List<String> images) {
        this.registry = registry;
        this.cell = Pattern.compile("\\S*" + Pattern.quote(registry + "/") + "\\S*(?= {3})");
        this.names = images.isEmpty()
                ? NOTHING
                : Pattern.compile(images.stream()
                        .map(name -> DockerImageName.parse(name).getUnversionedPart())
                        .distinct()
                        .map(ImageRegistry::mention)
                        .collect(Collectors.joining("|")));
    }

    /** A name of one word may as well be a pod's, so it is an image's only where an image is named. */
    private static String mention(String repository) {
        return "(?<![\\w./-])" + (repository.contains("/") ? "" : "(?<=image\"?[:=] ?\"?)") + Pattern.quote(repository)
                + "(?![\\w./-])";
    }

    /** Gives the images their names in the registry, and pushes them. The registry keeps them. */
    static ImageRegistry push(List<? extends TutorialImage> images, String registry) {
        // Below a name of their own for these very images: a node keeps what it has once pulled by a name.
        String place = registry + "/" + fingerprint(images);
        images.forEach(image -> namesOf(image).forEach(name -> push(image.name(), name, place)));
        return new ImageRegistry(
                place, images.stream().flatMap(ImageRegistry::namesOf).toList());
    }

    private static Stream<String> namesOf(TutorialImage image) {
        return Stream.concat(Stream.of(image.name()), image.aliases().stream());
    }

    private static String fingerprint(List<? extends TutorialImage> images) {
        DockerClient docker = DockerClientFactory.instance().client();
        String ids = images.stream()
                .map(image -> idOf(docker, image.name())
                        .orElseThrow(() ->
                                new ImageException("the Docker engine has no image " + image.name() + " to be pushed")))
                .collect(Collectors.joining(" "));
        return UUID.nameUUIDFromBytes(ids.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, DIGITS);
    }

    private static Optional<String> idOf(DockerClient docker, String image) {
        try {
            return Optional.of(docker.inspectImageCmd(image).exec().getId());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private static void push(String image, String name, String registry) {
        DockerClient docker = DockerClientFactory.instance().client();
        DockerImageName there = DockerImageName.parse(registry + "/" + name);
        String reference = there.asCanonicalNameString();
        try {
            docker.tagImageCmd(image, there.getUnversionedPart(), there.getVersionPart())
                    .exec();
            try {
                if (!docker.pushImageCmd(reference).start().awaitCompletion(MINUTES, TimeUnit.MINUTES)) {
                    throw new ImageException("image " + reference + " was not pushed within " + MINUTES + " minutes");
                }
            } finally {
                docker.removeImageCmd(reference).withNoPrune(true).exec();
            }
        } catch (NotFoundException e) {
            throw new ImageException("the Docker engine has no image " + image + " to be pushed", e);
        } catch (DockerException | DockerClientException e) {
            throw new ImageException(
                    "image " + reference + " cannot be pushed (tutorproof.registry): "
                            + String.valueOf(e.getMessage()).strip()
                            + "; if the registry asks who you are, log in with docker login " + registry,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException("interrupted while image " + reference + " was pushed", e);
        }
    }

    /** The nodes pull what they need. */
    @Override
    public void deliverTo(Cluster cluster) {}

    /** What nodes have pulled they remove themselves, as any image that is not used. */
    @Override
    public void removeFrom(Cluster cluster) {}

    @Override
    public Optional<String> missingIn(Cluster cluster) {
        return Optional.empty();
    }

    @Override
    public String forCluster(String text) {
        return names.matcher(text).replaceAll(found -> Matcher.quoteReplacement(registry + "/" + found.group()));
    }

    @Override
    public String forReader(String text) {
        String aligned = cell.matcher(text).replaceAll(found -> {
            String name = withoutRegistry(found.group());
            return Matcher.quoteReplacement(name + " ".repeat(found.group().length() - name.length()));
        });
        return withoutRegistry(aligned);
    }

    private String withoutRegistry(String text) {
        return text.replace(registry + "/", "");
    }

    @Override
    public void close() {}
}

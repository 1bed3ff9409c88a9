package io.tutorproof.tutorial;

import io.tutorproof.claim.Ledger;
import io.tutorproof.image.ImageBuild;
import io.tutorproof.image.ImagePull;
import io.tutorproof.image.TutorialImage;
import io.tutorproof.junit.Tutorial;
import io.tutorproof.settings.Settings;
import io.tutorproof.settings.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tutorial: its ledger, the app in the three versions its manifests name, and the ports it is reached at. */
public final class KubernetesTutorial implements Tutorial {
    static final List<String> VERSIONS = List.of("v0.1.0", "v0.2.0", "v0.3.0");
    private static final Path OWN_IMAGES = Path.of("app-image");

    @Override
    public Ledger ledger() {
        return Ledger.ofResource(KubernetesTutorial.class, "/claims.yaml");
    }

    @Override
    public List<TutorialImage> images(Settings settings) {
        // kubectl run --image=nginx means nginx:latest.
        TutorialImage nginx = new ImagePull(settings.nginxImage(), List.of("nginx:latest"));
        Stream<TutorialImage> app = VERSIONS.stream().map(version -> app(settings, version));
        return Stream.concat(app, Stream.of(nginx)).toList();
    }

    private static TutorialImage app(Settings settings, String version) {
        String name = "andr35/imagen:" + version;
        Optional<ImageBuild> authors = settings.images().equals(OWN_IMAGES)
                ? Optional.empty()
                : ImageBuild.beneath(settings.images(), version, name);
        requireKnown(settings, version, authors.map(ImageBuild::directory).orElse(OWN_IMAGES.resolve(version)));
        return authors.orElseGet(() -> own(settings, name, version));
    }

    /** Of a page that is taken for another version's, every claim about it would be refuted. */
    private static void requireKnown(Settings settings, String version, Path directory) {
        AppPage page = new AppPage(List.of(version), AppPage.textsOf(settings));
        try (Stream<Path> files = Files.walk(directory)) {
            String sources = files.filter(Files::isRegularFile)
                    .map(KubernetesTutorial::read)
                    .collect(Collectors.joining());
            if (!page.test(sources)) {
                throw new SettingsException(
                        "tutorproof.pages: the page in " + directory + " is not known for " + version + "'s by "
                                + page.texts() + ": name a text that is in its sources and none of those before");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be read", e);
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private static ImageBuild own(Settings settings, String name, String version) {
        Map<String, String> arguments = new HashMap<>(Map.of("VERSION", version));
        if (!settings.phpImage().isEmpty()) {
            arguments.put("BASE", settings.phpImage());
        }
        return new ImageBuild(name, OWN_IMAGES, arguments);
    }

    @Override
    public Set<Integer> ports() {
        return Set.of(
                80, // where ingress controllers listen
                30100, // the tutorial's node port
                30002); // where a Deployment's pods are asked for pages throughout an update
    }
}

package io.tutorproof.tutorial;

import io.tutorproof.claim.Ledger;
import io.tutorproof.image.ImageBuild;
import io.tutorproof.image.ImagePull;
import io.tutorproof.image.TutorialImage;
import io.tutorproof.junit.Tutorial;
import io.tutorproof.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The tutorial: its ledger, the app in the three versions its manifests name, and the ports it is reached at. */
public final class KubernetesTutorial implements Tutorial {
    @Override
    public Ledger ledger() {
        return Ledger.ofResource(KubernetesTutorial.class, "/claims.yaml");
    }

    @Override
    public List<TutorialImage> images(Settings settings) {
        // kubectl run --image=nginx means nginx:latest.
        TutorialImage nginx = new ImagePull(settings.nginxImage(), List.of("nginx:latest"));
        Stream<TutorialImage> app = Stream.of("v0.1.0", "v0.2.0", "v0.3.0").map(version -> app(settings, version));
        return Stream.concat(app, Stream.of(nginx)).toList();
    }

    private static TutorialImage app(Settings settings, String version) {
        Map<String, String> arguments = new HashMap<>(Map.of("VERSION", version));
        if (!settings.phpImage().isEmpty()) {
            arguments.put("BASE", settings.phpImage());
        }
        return new ImageBuild("andr35/imagen:" + version, Path.of("app-image"), arguments);
    }

    @Override
    public Set<Integer> ports() {
        return Set.of(
                80, // where ingress controllers listen
                30100, // the tutorial's node port
                30002); // where a Deployment's pods are asked for pages throughout an update
    }
}

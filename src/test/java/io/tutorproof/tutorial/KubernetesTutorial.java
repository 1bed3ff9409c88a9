package io.tutorproof.tutorial;

import io.tutorproof.claim.Ledger;
import io.tutorproof.cluster.Settings;
import io.tutorproof.image.ImageBuild;
import io.tutorproof.image.ImagePull;
import io.tutorproof.image.TutorialImage;
import io.tutorproof.junit.Tutorial;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The tutorial: its ledger, the app in the three versions its manifests name, and the ports it is reached at. */
public final class KubernetesTutorial implements Tutorial {
    static final String OLD_IMAGE = "andr35/imagen:v0.2.0";
    static final String NEW_IMAGE = "andr35/imagen:v0.3.0";
    static final int NODE_PORT = 30100;

    /** Not the tutorial's either: where a Deployment's pods are asked for pages throughout its update. */
    static final int REQUESTS_PORT = 30002;

    /** Where ingress controllers listen, on the nodes they serve from. */
    static final int HTTP_PORT = 80;

    /** Not the tutorial's: where a service that does work shows that the nodes' proxies have seen all that was done. */
    static final int CANARY_PORT = 30001;

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
        return Set.of(HTTP_PORT, NODE_PORT, CANARY_PORT, REQUESTS_PORT);
    }
}

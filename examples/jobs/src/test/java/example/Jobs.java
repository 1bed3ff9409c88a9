package example;

import io.tutorproof.claim.Ledger;
import io.tutorproof.image.ImagePull;
import io.tutorproof.image.TutorialImage;
import io.tutorproof.junit.Tutorial;
import io.tutorproof.settings.Settings;
import java.util.List;
import java.util.Set;

/** What is verified here: its ledger, and the image that its manifests name. */
public final class Jobs implements Tutorial {
    @Override
    public Ledger ledger() {
        return Ledger.ofResource(Jobs.class, "/claims.yaml");
    }

    @Override
    public List<TutorialImage> images(Settings settings) {
        return List.of(new ImagePull(settings.nginxImage(), List.of("nginx:example")));
    }

    @Override
    public Set<Integer> ports() {
        return Set.of();
    }
}

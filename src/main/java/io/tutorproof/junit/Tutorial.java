package io.tutorproof.junit;

import io.tutorproof.claim.Ledger;
import io.tutorproof.image.TutorialImage;
import io.tutorproof.settings.Settings;
import java.util.List;
import java.util.Set;

/**
 * What a suite is about; found with {@link java.util.ServiceLoader}, exactly one of them.
 *
 * <pre>{@code
 * public final class Jobs implements Tutorial { // named in META-INF/services/io.tutorproof.junit.Tutorial
 *     public Ledger ledger() {
 *         return Ledger.ofResource(Jobs.class, "/claims.yaml");
 *     }
 *
 *     public List<TutorialImage> images(Settings settings) {
 *         return List.of(new ImagePull(settings.nginxImage(), List.of("nginx:example")));
 *     }
 *
 *     public Set<Integer> ports() {
 *         return Set.of(30001);
 *     }
 * }
 * }</pre>
 */
public interface Tutorial {
    /** The tutorial's claims. */
    Ledger ledger();

    /** The images its manifests and commands name, to be put into every node. */
    List<TutorialImage> images(Settings settings);

    /** The ports of the nodes that its claims are reached at, to be published on loopback. */
    Set<Integer> ports();
}

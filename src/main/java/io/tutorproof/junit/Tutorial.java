package io.tutorproof.junit;

import io.tutorproof.claim.Ledger;
import io.tutorproof.cluster.Settings;
import io.tutorproof.image.TutorialImage;
import java.util.List;
import java.util.Set;

/** What a suite is about; found with {@link java.util.ServiceLoader}, exactly one of them. */
public interface Tutorial {
    /** The tutorial's claims. */
    Ledger ledger();

    /** The images its manifests and commands name, to be put into every node. */
    List<TutorialImage> images(Settings settings);

    /** The ports of the nodes that its claims are reached at, to be published on loopback. */
    Set<Integer> ports();
}

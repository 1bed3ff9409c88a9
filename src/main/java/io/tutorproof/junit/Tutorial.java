package io.tutorproof.junit;

import io.tutorproof.claim.Ledger;
import io.tutorproof.cluster.Settings;
import io.tutorproof.image.ImageBuild;
import java.util.List;
import java.util.Set;

/** What a suite is about; found with {@link java.util.ServiceLoader}, exactly one of them. */
public interface Tutorial {
    /** The tutorial's claims. */
    Ledger ledger();

    /** The images its manifests name, to be built and put into every node. */
    List<ImageBuild> images(Settings settings);

    /** The node ports its claims are reached at, to be published on loopback. */
    Set<Integer> nodePorts();
}

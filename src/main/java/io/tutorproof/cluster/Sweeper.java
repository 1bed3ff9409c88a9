package io.tutorproof.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Removes containers and networks of runs that ended without doing so, found by the owner's label and only by it. */
final class Sweeper {
    private static final int MOST_TRIES = 200;

    private final DockerClient docker;

    Sweeper(DockerClient docker) {
        this.docker = docker;
    }

    void removeWhatGoneOwnersLeft() {
        remove(label -> Owner.parse(label).filter(Owner::isGone).isPresent());
    }

    void removeWhatIsOf(Owner owner) {
        remove(owner.label()::equals);
    }

    /** Again and again, since what somebody else is just removing is refused but goes, and holds the network until then. */
    private void remove(Predicate<String> isTheirs) {
        for (int tries = 1; ; tries++) {
            List<Runnable> removals = removals(isTheirs);
            if (removals.isEmpty()) {
                return;
            }
            List<DockerException> problems =
                    removals.parallelStream().flatMap(Sweeper::problemOf).toList();
            if (tries == MOST_TRIES && !problems.isEmpty()) {
                throw problems.get(0);
            }
        }
    }

    /** The containers; the networks once no container is left in them. */
    private List<Runnable> removals(Predicate<String> isTheirs) {
        List<Runnable> removals = new ArrayList<>();
        for (Container container : docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(Owner.LABEL))
                .exec()) {
            if (labelled(container.getLabels(), isTheirs)) {
                removals.add(() -> docker.removeContainerCmd(container.getId())
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec());
            }
        }
        if (removals.isEmpty()) {
            for (Network network : docker.listNetworksCmd()
                    .withFilter("label", List.of(Owner.LABEL))
                    .exec()) {
                if (labelled(network.getLabels(), isTheirs)) {
                    removals.add(() -> docker.removeNetworkCmd(network.getId()).exec());
                }
            }
        }
        return removals;
    }

    private static boolean labelled(Map<String, String> labels, Predicate<String> isTheirs) {
        String label = labels.get(Owner.LABEL);
        return label != null && isTheirs.test(label);
    }

    private static Stream<DockerException> problemOf(Runnable removal) {
        try {
            removal.run();
            return Stream.empty();
        } catch (DockerException e) {
            return Stream.of(e);
        }
    }
}

package io.tutorproof.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Removes containers and networks of runs that ended without doing so, found by the owner's label and only by it. */
final class Sweeper {
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

    private void remove(Predicate<String> isTheirs) {
        List<Container> containers = docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(Owner.LABEL))
                .exec();
        containers.stream()
                .filter(container -> labelled(container.getLabels(), isTheirs))
                .parallel()
                .forEach(container -> ignoringAbsence(() -> docker.removeContainerCmd(container.getId())
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec()));
        List<Network> networks = docker.listNetworksCmd()
                .withFilter("label", List.of(Owner.LABEL))
                .exec();
        networks.stream()
                .filter(network -> labelled(network.getLabels(), isTheirs))
                .forEach(network -> ignoringAbsence(
                        () -> docker.removeNetworkCmd(network.getId()).exec()));
    }

    private static boolean labelled(Map<String, String> labels, Predicate<String> isTheirs) {
        String label = labels.get(Owner.LABEL);
        return label != null && isTheirs.test(label);
    }

    private static void ignoringAbsence(Runnable removal) {
        try {
            removal.run();
        } catch (NotFoundException e) {
            // Somebody else removed it first, which is all that was wanted.
        }
    }
}

package io.tutorproof.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import io.tutorproof.owner.Owner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Removes containers and networks of runs that ended without doing so, found by the owner's label and only by it. */
final class Sweeper {
    /** On containers and networks of one cluster. */
    static final String CLUSTER = "io.tutorproof.cluster";

    /** An engine that is restarted ends its containers first, which takes it 15 s at most. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final Duration LAST_MOMENTS = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final DockerClient docker;

    Sweeper(DockerClient docker) {
        this.docker = docker;
    }

    /** But for what they kept. */
    void removeWhatGoneOwnersLeft() {
        remove(labels -> !labels.containsKey(KeptCluster.LABEL)
                && Owner.parse(labels.getOrDefault(Owner.LABEL, ""))
                        .filter(Owner::isGone)
                        .isPresent());
    }

    /** What carries this mark of a cluster: a process may have several. */
    void removeCluster(String id) {
        remove(labels -> id.equals(labels.get(CLUSTER)));
    }

    /** What this user has kept. */
    void removeKept() {
        remove(KeptCluster::isKept);
    }

    /**
     * Again and again: what somebody else is just removing is refused but goes, and holds the network until then; and an
     * engine that is being restarted answers a little later.
     */
    private void remove(Predicate<Map<String, String>> isTheirs) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<RuntimeException> problem = tryToRemove(isTheirs, false);
        while (problem.isPresent()) {
            if (System.nanoTime() > end) {
                throw new ClusterException(
                        "what this run made could not be removed within " + PATIENCE.toSeconds()
                                + " s, and the next run will try again: "
                                + problem.get().getMessage(),
                        problem.get());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            problem = tryToRemove(isTheirs, !isOfSomebodyElse(problem.get()));
        }
    }

    private static boolean isOfSomebodyElse(RuntimeException problem) {
        return problem instanceof ConflictException || problem instanceof NotFoundException;
    }

    /** Removes what there is, until there is nothing; the first problem, when there was one. */
    private Optional<RuntimeException> tryToRemove(Predicate<Map<String, String>> isTheirs, boolean doubtful) {
        try {
            List<Container> containers = containers(isTheirs);
            if (doubtful || containers.stream().anyMatch(Sweeper::hasEnded)) {
                requireSteadyEngine();
            }
            for (List<Runnable> removals = removals(isTheirs); !removals.isEmpty(); removals = removals(isTheirs)) {
                Optional<RuntimeException> problem =
                        removals.parallelStream().flatMap(Sweeper::problemOf).findFirst();
                if (problem.isPresent()) {
                    return problem;
                }
            }
            return Optional.empty();
        } catch (RuntimeException engine) { // of no narrower class when it does not answer
            return Optional.of(engine);
        }
    }

    /**
     * A container of ours that has ended may be a sign that the engine is ending. In its last moments it still answers, but
     * forgets volumes and lists no networks, all of which are there again when it is.
     */
    private void requireSteadyEngine() {
        LockSupport.parkNanos(LAST_MOMENTS.toNanos());
        docker.pingCmd().exec();
    }

    private static boolean hasEnded(Container container) {
        return "exited".equals(container.getState());
    }

    private List<Container> containers(Predicate<Map<String, String>> isTheirs) {
        return docker.listContainersCmd().withShowAll(true).withLabelFilter(List.of(Owner.LABEL)).exec().stream()
                .filter(container -> isTheirs.test(container.getLabels()))
                .toList();
    }

    /** The containers; the networks once no container is left in them. */
    private List<Runnable> removals(Predicate<Map<String, String>> isTheirs) {
        List<Runnable> removals = new ArrayList<>();
        for (Container container : containers(isTheirs)) {
            removals.add(() -> docker.removeContainerCmd(container.getId())
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec());
        }
        if (removals.isEmpty()) {
            for (Network network : docker.listNetworksCmd()
                    .withFilter("label", List.of(Owner.LABEL))
                    .exec()) {
                if (isTheirs.test(network.getLabels())) {
                    removals.add(() -> docker.removeNetworkCmd(network.getId()).exec());
                }
            }
        }
        return removals;
    }

    private static Stream<RuntimeException> problemOf(Runnable removal) {
        try {
            removal.run();
            return Stream.empty();
        } catch (RuntimeException e) {
            return Stream.of(e);
        }
    }
}

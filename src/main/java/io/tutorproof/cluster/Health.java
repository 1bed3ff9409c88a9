package io.tutorproof.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Looks once a second whether the cluster is fit to judge claims on: its containers run, its API answers, its nodes are Ready
 * and under no pressure. Trouble in the midst of a claim is remembered also when it has passed, since nothing that was seen
 * or not seen meanwhile says anything about the claim.
 */
final class Health implements AutoCloseable {
    private static final Duration PACE = Duration.ofSeconds(1);

    /** A claim that nothing happens for 5 s is not proved in a time in which for most of it nothing could. */
    private static final Duration SLOW = Duration.ofSeconds(4);

    private static final Duration RECOVERY = Duration.ofSeconds(30);
    private static final String ENGINE = "engine";
    private static final String API = "api";

    /** What was wrong; {@code ended} is 0 while it still is. Times are of {@link System#nanoTime()}. */
    private record Trouble(String what, long begun, long ended) {
        boolean touches(long since) {
            return ended == 0 || ended - since >= 0;
        }
    }

    private final KubernetesClient client;
    private final DockerClient docker;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Trouble> present = new HashMap<>();
    private final List<Trouble> past = new ArrayList<>();
    private final Set<Consumer<String>> listeners = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tutorproof-health");
        thread.setDaemon(true);
        return thread;
    });
    private boolean lost;

    /**
     * Begins to look.
     *
     * @param client one that tries nothing a second time; closed with this
     */
    Health(KubernetesClient client, DockerClient docker, List<Node> nodes) {
        this.client = client;
        this.docker = docker;
        nodes.forEach(node -> this.nodes.put(node.name(), node));
        var unused = clock.scheduleWithFixedDelay(this::look, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            lookAtContainers();
            lookAtNodes();
        } catch (RuntimeException e) {
            found(API, "the cluster cannot be looked at: " + e); // else the clock would stop in silence
        }
    }

    private void lookAtContainers() {
        Map<String, String> names = new HashMap<>();
        nodes.forEach((name, node) -> node.containerId().ifPresent(id -> names.put(id, name)));
        if (names.isEmpty()) {
            return;
        }
        Map<String, String> states = new HashMap<>();
        try {
            for (Container container :
                    docker.listContainersCmd().withShowAll(true).exec()) {
                states.put(container.getId(), container.getState());
            }
            passed(ENGINE);
        } catch (DockerException e) {
            found(ENGINE, "the Docker engine does not answer: " + e.getMessage());
            return;
        } catch (RuntimeException e) {
            found(ENGINE, "the Docker engine does not answer: " + e);
            return;
        }
        names.forEach((id, name) -> {
            String state = states.getOrDefault(id, "gone");
            tell("container " + name, !state.equals("running"), "node " + name + " no longer runs: it is " + state);
        });
    }

    private void lookAtNodes() {
        long begun = System.nanoTime();
        askForNodes();
        long answered = System.nanoTime();
        if (answered - begun > SLOW.toNanos()) {
            remember(new Trouble("the cluster's API did not answer for " + SLOW.toSeconds() + " s", begun, answered));
        }
    }

    /** What passed before it was told of. */
    private synchronized void remember(Trouble trouble) {
        past.add(trouble);
    }

    private void askForNodes() {
        try {
            tellOf(client.nodes().list().getItems());
        } catch (KubernetesClientException stale) {
            // A connection that was kept open may have been broken since; a new one has to be.
            try {
                tellOf(client.nodes().list().getItems());
            } catch (KubernetesClientException e) {
                String cause =
                        e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
                found(API, "the cluster's API does not answer: " + cause);
            }
        }
    }

    private void tellOf(List<io.fabric8.kubernetes.api.model.Node> seen) {
        Map<String, io.fabric8.kubernetes.api.model.Node> byName = new HashMap<>();
        seen.forEach(node -> byName.put(node.getMetadata().getName(), node));
        for (String name : nodes.keySet()) {
            io.fabric8.kubernetes.api.model.Node node = byName.get(name);
            tell("object " + name, node == null, "node " + name + " is no longer in the cluster");
            if (node != null) {
                tell("ready " + name, !Readiness.isReady(node), "node " + name + " is not Ready");
                Optional<String> pressure = pressure(node);
                tell("pressure " + name, pressure.isPresent(), "node " + name + " has " + pressure.orElse(""));
            }
        }
        passed(API);
    }

    private static Optional<String> pressure(io.fabric8.kubernetes.api.model.Node node) {
        return node.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().endsWith("Pressure")
                        && condition.getStatus().equals("True"))
                .map(NodeCondition::getType)
                .findFirst();
    }

    private void tell(String key, boolean wrong, String what) {
        if (wrong) {
            found(key, what);
        } else {
            passed(key);
        }
    }

    private void found(String key, String what) {
        synchronized (this) {
            if (present.putIfAbsent(key, new Trouble(what, System.nanoTime(), 0)) != null) {
                return;
            }
        }
        listeners.forEach(listener -> listener.accept(what));
    }

    private synchronized void passed(String key) {
        Trouble trouble = present.remove(key);
        if (trouble != null) {
            past.add(new Trouble(trouble.what(), trouble.begun(), System.nanoTime()));
            lost = false;
            notifyAll();
        }
    }

    /** Whoever listens is told of trouble when it is seen first. */
    void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    void ignore(Consumer<String> listener) {
        listeners.remove(listener);
    }

    /** What was or is wrong at some time since; looks once more when nothing is known. */
    Optional<String> troubleSince(long since) {
        Optional<String> known = knownSince(since);
        if (known.isEmpty()) {
            look();
            known = knownSince(since);
        }
        return known;
    }

    private synchronized Optional<String> knownSince(long since) {
        return Stream.concat(past.stream(), present.values().stream())
                .filter(trouble -> trouble.touches(since))
                .sorted((one, other) -> Long.compare(one.begun() - other.begun(), 0))
                .map(Trouble::what)
                .findFirst();
    }

    /**
     * Waits for what is wrong to pass, but only once for as long as it lasts.
     *
     * @throws ClusterException when it does not
     */
    synchronized void await() {
        long end = System.nanoTime() + RECOVERY.toNanos();
        while (!present.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (lost || left <= 0) {
                lost = true;
                throw new ClusterException("not tried: "
                        + present.values().stream()
                                .map(Trouble::what)
                                .findFirst()
                                .orElse("the cluster is lost"));
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ClusterException("interrupted while the cluster was in trouble", e);
            }
        }
    }

    /** Whether something is wrong just now. */
    synchronized boolean isTroubled() {
        return !present.isEmpty();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        client.close();
    }
}

package io.tutorproof.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.tutorproof.cluster.Cluster;
import io.tutorproof.observe.Condition;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.Recorder;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.observe.State;
import io.tutorproof.settings.Settings;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * From the call that deletes something until somebody who waits for it knows, so that the way of the call is in it: an answer
 * may be back later than a watch tells. The call comes at any time between two looks of who polls.
 */
@Tag("bench")
@Isolated
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class NoticeBenchIT {
    private static final int EVENTS = 20;
    private static final Random ANY_TIME = new Random(1);
    private static final String BOUND = "bound: a request to the API, there and back";

    @Test
    void changes_are_noticed() {
        try (Cluster cluster = Cluster.start(Settings.load());
                Recorder recorder = Recorder.open(cluster.client(), "default")) {
            KubernetesClient client = cluster.client();
            for (int round = 0; round < EVENTS; round++) {
                String name = "gone-" + round;
                measure(
                        recorder,
                        client,
                        name,
                        "watched by tutorproof",
                        BOUND,
                        () -> recorder.await(gone(name), Deadlines.CONTROLLER));
                measure(
                        recorder,
                        client,
                        name,
                        "polled every 100 ms",
                        "half of the interval",
                        () -> poll(client, name, 100));
                measure(
                        recorder,
                        client,
                        name,
                        "polled every second",
                        "half of the interval",
                        () -> poll(client, name, 1000));
                measure(
                        recorder,
                        client,
                        name,
                        "kubectl wait",
                        "a request there and back, and the end of kubectl",
                        () -> cluster.access()
                                .shell()
                                .run("kubectl", "wait", "--for=delete", "service/" + name, "--timeout=30s"));
                double request = Figures.secondsOf(() -> client.services()
                        .inNamespace("default")
                        .withName("kubernetes")
                        .get());
                Figures.ALL.add(BOUND, "ms", request * 1e3, "");
            }
        }
        Figures.ALL.ratio("noticeMedianMillis", Figures.ALL.median(named("watched by tutorproof")));
    }

    private static String named(String how) {
        return "a change noticed: " + how;
    }

    private static Condition<State> gone(String name) {
        return about(
                "no " + name, state -> state.find(Snapshot.Service.class, name).isEmpty());
    }

    private static Condition<State> there(String name) {
        return about(name, state -> state.find(Snapshot.Service.class, name).isPresent());
    }

    private static Condition<State> about(String what, Predicate<State> wanted) {
        return new Condition<>(
                what,
                Snapshot.Service.class,
                "",
                Optional::of,
                (state, same) -> wanted.test(state),
                state -> Optional.empty());
    }

    private static void measure(
            Recorder recorder, KubernetesClient client, String name, String how, String bound, Runnable waiting) {
        client.services()
                .inNamespace("default")
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .addNewPort()
                        .withPort(80)
                        .endPort()
                        .endSpec()
                        .build())
                .create();
        recorder.await(there(name), Deadlines.CONTROLLER); // else it would be gone before it is known
        AtomicLong noticed = new AtomicLong();
        Thread waiter = new Thread(() -> {
            waiting.run();
            noticed.set(System.nanoTime());
        });
        waiter.start();
        // Until each of them waits, kubectl too.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(700 + ANY_TIME.nextInt(1000)));
        long deleting = System.nanoTime();
        client.services().inNamespace("default").withName(name).delete();
        try {
            waiter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        double millis = (noticed.get() - deleting) / 1e6;
        assertThat(millis).as(how + ": noticed before it happened").isPositive();
        Figures.ALL.add(named(how), "ms", millis, bound);
    }

    private static void poll(KubernetesClient client, String name, long millis) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(millis))
                .until(() ->
                        client.services().inNamespace("default").withName(name).get() == null);
    }
}

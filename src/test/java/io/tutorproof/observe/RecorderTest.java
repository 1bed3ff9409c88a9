package io.tutorproof.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a recorder does when the API is slow, or some of it is. */
class RecorderTest {
    private static final String POD = """
            {"apiVersion": "v1", "kind": "Pod",
             "metadata": {"name": "p", "uid": "u", "resourceVersion": "7", "labels": {"app": "a"}},
             "spec": {"containers": [{"name": "c", "image": "app:1"}]},
             "status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]}}""".replace("\n", "");

    private SlowApi api;
    private KubernetesClient client;
    private Recorder recorder;

    @BeforeEach
    void begin() throws IOException, InterruptedException {
        api = new SlowApi();
        client = api.client();
        recorder = Recorder.open(client, "n");
        api.awaitLists(6);
    }

    @AfterEach
    void end() {
        recorder.close();
        api.close();
        client.close();
    }

    @Test
    void a_mark_is_not_set_before_the_watches_have_told_what_is_there()
            throws InterruptedException, IOException, ExecutionException, TimeoutException {
        api.lists("pods", POD);

        CompletableFuture<History.Mark> mark = CompletableFuture.supplyAsync(recorder::mark);
        api.awaitLists(6);
        assertThat(mark).isNotDone();
        api.tells("pods", POD);

        assertThat(mark.get(20, TimeUnit.SECONDS)).isEqualTo(new History.Mark(1));
    }

    @Test
    void a_list_whose_connection_is_cut_is_asked_for_again() {
        api.cutsNext();

        assertThat(recorder.mark()).isEqualTo(new History.Mark(0));
    }

    @Test
    void what_the_cluster_denies_ends_the_wait_in_seconds_and_is_named() throws IOException, InterruptedException {
        api.tells("replicasets", """
                {"apiVersion": "apps/v1", "kind": "ReplicaSet", "metadata": {"name": "r", "uid": "r",
                 "resourceVersion": "7", "generation": 1}, "spec": {"replicas": 3}, "status": {"replicas": 0,
                 "conditions": [{"type": "ReplicaFailure", "status": "True", "reason": "FailedCreate", "message":
                 "pods is forbidden: exceeded quota: none, requested: pods=1, used: pods=0, limited: pods=0"}]}}""".replace("\n", ""));

        assertThatThrownBy(() -> recorder.await(Observed.pods("app=a").areReady(3), Duration.ofMinutes(2)))
                .isInstanceOf(Hindered.class)
                .hasMessageStartingWith("ReplicaSet r: quota none is used up: FailedCreate: pods is forbidden")
                .hasMessageMatching(".*\\(waited \\d+ s for 3 ready pods of app=a\\)");
    }

    @Test
    void what_a_kubelet_warns_of_again_and_again_ends_the_wait_too() throws IOException, InterruptedException {
        String warning = """
                {"apiVersion": "v1", "kind": "Event", "metadata": {"name": "e", "uid": "e", "resourceVersion": "8"},
                 "type": "Warning", "reason": "FailedCreatePodSandBox", "message": "failed to setup network for sandbox",
                 "involvedObject": {"kind": "Pod", "name": "p", "uid": "u"}}""".replace("\n", "");
        CompletableFuture<?> wait = CompletableFuture.runAsync(
                () -> recorder.await(Observed.pod("p").isReady(), Duration.ofMinutes(2)));

        Awaitility.await()
                .pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    api.tells("events", warning);
                    return wait.isDone();
                });

        assertThatThrownBy(wait::join)
                .hasCauseInstanceOf(Hindered.class)
                .hasMessageContaining("Pod p: a node cannot make a pod's sandbox: ");
    }

    @Test
    void what_goes_away_by_itself_hinders_nobody() throws IOException, InterruptedException {
        String waiting = POD.replace(
                "\"phase\": \"Running\", \"conditions\": [{\"type\": \"Ready\", \"status\": \"True\"}]",
                "\"phase\": \"Pending\", \"conditions\": [{\"type\": \"PodScheduled\", \"status\": \"False\","
                        + " \"reason\": \"Unschedulable\", \"message\": \"0/1 nodes are available: 1 Insufficient cpu.\"}]");
        api.tells("pods", waiting);
        recorder.await(Observed.pod("p").isInPhase("Pending"), Duration.ofSeconds(20));
        assertThat(recorder.obstacle())
                .hasValueSatisfying(what -> assertThat(what)
                        .startsWith("Pod p: no node has room for a pod: Unschedulable: 0/1 nodes are available"));

        api.tells("pods", POD);

        recorder.await(Observed.pod("p").isReady(), Duration.ofSeconds(20));
        assertThat(recorder.obstacle()).isEmpty();
    }

    @Test
    void trouble_ends_the_wait_for_an_api_that_does_not_answer() throws InterruptedException {
        api.saysNothing();

        CompletableFuture<History.Mark> mark = CompletableFuture.supplyAsync(recorder::mark);
        api.awaitLists(1);
        recorder.breakOff("node server is paused");

        assertThatThrownBy(() -> mark.get(20, TimeUnit.SECONDS))
                .hasRootCauseMessage("the recorded history has a hole: node server is paused");
    }
}

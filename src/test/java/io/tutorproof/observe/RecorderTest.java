package io.tutorproof.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    void trouble_ends_the_wait_for_an_api_that_does_not_answer() throws InterruptedException {
        api.saysNothing();

        CompletableFuture<History.Mark> mark = CompletableFuture.supplyAsync(recorder::mark);
        api.awaitLists(1);
        recorder.breakOff("node server is paused");

        assertThatThrownBy(() -> mark.get(20, TimeUnit.SECONDS))
                .hasRootCauseMessage("the recorded history has a hole: node server is paused");
    }
}

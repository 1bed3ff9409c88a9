package io.tutorproof.tutorial;

import static io.tutorproof.observe.Controlled.endpoints;
import static io.tutorproof.observe.Controlled.endpointsKept;
import static io.tutorproof.tutorial.KubernetesTutorial.CANARY_PORT;
import static io.tutorproof.tutorial.KubernetesTutorial.NODE_PORT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Claim;
import io.tutorproof.junit.Lab;
import io.tutorproof.kubectl.Output;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Pods;
import io.tutorproof.observe.Selector;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.observe.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The section on services of type NodePort. The node port is the tutorial's own, so these claims take turns. */
@ResourceLock("node port 30100")
class NodePortIT {
    private static final String PAGE = "<dd id=\"version\">v0.1.0</dd>";
    private static final String FENCE =
            "a second service, made later and with a selector that matches, answers on every node";

    @Claim("bad-selector-no-endpoints")
    @Test
    void a_selector_that_matches_no_label_leaves_the_endpoints_empty(Lab lab) {
        podAndService(lab);
        lab.given(endpointsKept("mi-pod"));
        History.Mark before = lab.mark();
        lab.canary("run", "mi-pod", CANARY_PORT, PAGE);

        History history = lab.watch("the endpoints of mi-pod stay empty", FENCE);

        for (State state : history.statesSince(before)) {
            Snapshot.Endpoints seen =
                    state.find(Snapshot.Endpoints.class, "mi-pod").orElseThrow();
            assertThat(seen.addresses()).as("endpoints of mi-pod").isEmpty();
        }
        Output listed = lab.kubectl().run("get", "endpoints");
        assertThat(listed.table().named("mi-pod"))
                .hasValueSatisfying(row -> assertThat(row).containsEntry("ENDPOINTS", "<none>"));
        // The positive control: the same watch sees the endpoints of a pod that does match.
        lab.kubectl().apply("deploy-02/mi-pod.yaml");
        lab.given(endpoints("mi-pod", 1));
    }

    @Claim("bad-selector-no-answer")
    @Test
    void without_endpoints_nobody_answers_at_the_node_port(Lab lab) {
        podAndService(lab);
        lab.canary("run", "mi-pod", CANARY_PORT, PAGE);

        lab.noAnswerOnAnyNode(NODE_PORT, FENCE);
        // The positive control: the same port of the same nodes answers once the selector does match.
        lab.kubectl().apply("deploy-02/mi-pod.yaml");
        lab.givenShown(NODE_PORT, PAGE);
    }

    @Claim("relabel-fills-endpoints")
    @Test
    void with_the_right_label_the_endpoints_show_the_pods_address_and_port(Lab lab) {
        podAndService(lab);
        lab.given(endpoints("mi-pod", 0));

        Output applied = lab.kubectl().apply("deploy-02/mi-pod.yaml");

        assertThat(applied.stdout()).isEqualTo("pod/mi-pod configured\n");
        State state = lab.eventually(endpoints("mi-pod", 1), Deadlines.CONTROLLER);
        List<Snapshot.Pod> pods = state.pods(Selector.parse("app=mi-pod"));
        assertThat(pods).as("pods with the label").hasSize(1);
        assertThat(lab.kubectl().run("get", "endpoints").table().named("mi-pod"))
                .hasValueSatisfying(row ->
                        assertThat(row).containsEntry("ENDPOINTS", pods.get(0).ip() + ":80"));
    }

    @Claim("nodeport-answers")
    @Test
    void the_app_answers_at_the_node_port_of_every_node(Lab lab) {
        podAndService(lab);
        lab.canary("run", "mi-pod", CANARY_PORT, PAGE);

        lab.kubectl().apply("deploy-02/mi-pod.yaml");

        lab.showsOnEveryNode(NODE_PORT, PAGE);
    }

    /** The state the tutorial is in when the page does not open: the pod runs, and the service selects another label. */
    private static void podAndService(Lab lab) {
        lab.kubectl().apply("deploy-01/mi-pod.yaml");
        lab.given(Pods.labelled("run=mi-pod").ready(1));
        Output applied = lab.kubectl().apply("deploy-02/svc-my-pod.yaml");
        if (!applied.says("service/mi-pod created")) {
            throw new IllegalStateException("the service was not created: " + applied);
        }
    }
}

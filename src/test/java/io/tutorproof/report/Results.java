package io.tutorproof.report;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Diagnosis;
import io.tutorproof.claim.Evidence;
import io.tutorproof.claim.Expectation;
import io.tutorproof.claim.Phase;
import io.tutorproof.claim.Text;
import io.tutorproof.claim.Verdict;
import io.tutorproof.observe.Event;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.report.RunResult.ClusterFacts;
import io.tutorproof.report.RunResult.NodeFacts;
import io.tutorproof.report.RunResult.SoftwareFacts;
import io.tutorproof.report.RunResult.Stage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Results to be told: a recorded one, and small ones made by hand. */
final class Results {
    static final Instant BEGUN = Instant.parse("2026-01-02T03:04:05Z");

    static final Expectation HOLDS = new Expectation(Verdict.HOLDS, null, null);
    static final Expectation ERRATUM =
            new Expectation(Verdict.ERRATUM, new Text("It stays.", "Se queda."), new Text("Say so.", "Decirlo."));

    private Results() {}

    /** What a run on a real cluster has written, of some claims. */
    static RunResult recorded() {
        return ClaimsJson.read(Path.of("src/test/resources/report/claims.json"));
    }

    static ClusterFacts cluster() {
        return new ClusterFacts(
                "v1.36.4+k3s1",
                "rancher/k3s:v1.36.4-k3s1",
                List.of(
                        new NodeFacts("server", List.of("172.18.0.2")),
                        new NodeFacts("agent-1", List.of("172.18.0.3"))),
                9,
                4.5,
                List.of(new Stage(Stage.Name.CLUSTER, BEGUN, 9)),
                new SoftwareFacts(
                        "k3s",
                        "v1.36.4+k3s1",
                        "containerd://2.1.5-k3s1",
                        "traefik (traefik.io/ingress-controller)",
                        "29.0.1",
                        "v2"));
    }

    static RunResult run(ClaimResult... claims) {
        return new RunResult(BEGUN, 61.5, cluster(), List.of(claims), Map.of());
    }

    static ClaimResult claim(String id, Verdict verdict, @Nullable String reason, Evidence... evidence) {
        return new ClaimResult(
                id,
                "Pods",
                new Text("It runs.", "Funciona."),
                verdict == Verdict.ERRATUM ? ERRATUM : HOLDS,
                verdict,
                reason,
                BEGUN.plusSeconds(10),
                1.25,
                "SomeIT.it_runs",
                List.of(evidence),
                verdict.failsTheRun() ? new Diagnosis("diagnostics/" + id, "docker exec -it x kubectl") : null);
    }

    /** One piece of evidence of every kind. */
    static Evidence[] everyEvidence(String text) {
        Instant at = BEGUN.plusSeconds(11);
        return new Evidence[] {
            new Evidence.Command(Phase.READER, at, "kubectl get " + text, 1, text + "\n", 0.2),
            new Evidence.Fact(Phase.THEN, at, text, text, text),
            new Evidence.Response(Phase.THEN, at, "http://127.0.0.1:1/" + text, 200, text),
            new Evidence.Response(Phase.THEN, at, "http://127.0.0.1:2/" + text, 0, text),
            new Evidence.Requests(Phase.THEN, at, text, 0.5, 20, List.of(new Evidence.Failure(at, text))),
            new Evidence.Window(Phase.THEN, at, text, 5, text),
            new Evidence.Control(Phase.THEN, at, text)
        };
    }

    /** A history with an object of every kind, all of them called by the text. */
    static History everyObject(String text) {
        List<Snapshot> objects = List.of(
                pod(text, "Pending", false, false),
                pod(text, "Running", false, false),
                pod(text, "Running", true, false),
                new Snapshot.ReplicaSet(text, "rs", 1, 1, 1, 1, 1),
                new Snapshot.Deployment(text, "deploy", 1, 1, 1, 1, 1, 1, text, 1, 0),
                new Snapshot.Service(
                        text,
                        "svc",
                        "NodePort",
                        "10.43.0.9",
                        Map.of("app", text),
                        List.of(new Snapshot.Service.Port(80, "80", 30100)),
                        Set.of()),
                new Snapshot.Ingress(
                        text,
                        "ingress",
                        text,
                        List.of(new Snapshot.Ingress.Rule(text, "/", text, "80")),
                        Set.of("172.18.0.2")),
                new Snapshot.Endpoints(text, "endpoints", Set.of("10.42.0.7:80")),
                pod(text, "Running", true, true));
        List<Event> events = new ArrayList<>();
        for (Snapshot object : objects) {
            events.add(
                    new Event(BEGUN.plusSeconds(10).plusMillis(100L * events.size()), Event.Change.MODIFIED, object));
        }
        return new History(events, null);
    }

    static Snapshot.Pod pod(String name, String phase, boolean ready, boolean terminating) {
        return new Snapshot.Pod(
                name,
                "pod-" + name,
                Map.of("app", name),
                phase,
                ready,
                terminating,
                "andr35/imagen:v0.2.0",
                null,
                0,
                "server",
                ready ? "10.42.0.7" : null,
                "ReplicaSet/" + name,
                null);
    }
}

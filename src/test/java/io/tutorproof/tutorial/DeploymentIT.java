package io.tutorproof.tutorial;

import static io.tutorproof.observe.Observed.deployment;
import static io.tutorproof.observe.Observed.pods;
import static io.tutorproof.observe.Observed.replicaSet;
import static io.tutorproof.observe.Observed.replicaSets;
import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Claim;
import io.tutorproof.kubectl.Output;
import io.tutorproof.kubectl.Running;
import io.tutorproof.kubectl.Table;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.scenario.Given;
import io.tutorproof.scenario.Reader;
import io.tutorproof.scenario.Then;
import java.util.List;
import java.util.Map;

/** The section on Deployments: one is made, updated and rolled back. */
class DeploymentIT {
    @Claim("deploy-yaml")
    void kubectl_generates_a_deployment_with_its_name_as_label(Reader reader, Then then) {
        Output printed = reader.types("kubectl create deployment mi-deploy --image=andr35/imagen:v0.2.0"
                + " --replicas=3 --port=80 --dry-run=client --output=yaml");

        then.printed(printed).yaml("""
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  labels:
                    app: mi-deploy
                  name: mi-deploy
                spec:
                  replicas: 3
                  selector:
                    matchLabels:
                      app: mi-deploy
                  strategy: {}
                  template:
                    metadata:
                      labels:
                        app: mi-deploy
                    spec:
                      containers:
                      - image: andr35/imagen:v0.2.0
                        name: imagen
                        ports:
                        - containerPort: 80
                        resources: {}
                status: {}
                """);
    }

    @Claim("deploy-creates-rs")
    void a_deployment_makes_one_replicaset_and_three_pods(Reader reader, Then then) {
        Output applied = reader.types("kubectl apply -f deploy-05/mi-deploy.yaml");

        then.printed(applied).says("deployment.apps/mi-deploy created");
        then.eventually(pods("app=mi-deploy").areReady(3));
        then.that(
                "one ReplicaSet, which wants three",
                then.eventually(replicaSets(1)),
                sets -> assertThat(sets)
                        .allSatisfy(set -> assertThat(set.wanted()).isEqualTo(3)));
        then.eventually(deployment("mi-deploy").isRolledOut());
        then.printed(reader.types("kubectl get pods,rs,deploy")).is("3 pods, 1 ReplicaSet and 3/3", output -> {
            List<Table> tables = output.tables();
            assertThat(tables).hasSize(3);
            assertThat(tables.get(0).rows())
                    .hasSize(3)
                    .allSatisfy(row -> assertThat(row).containsEntry("READY", "1/1"));
            assertThat(tables.get(1).rows()).hasSize(1);
            assertThat(tables.get(2).named("deployment.apps/mi-deploy"))
                    .hasValueSatisfying(row -> assertThat(row).containsEntry("READY", "3/3"));
        });
    }

    @Claim("deploy-names")
    void the_pods_are_named_after_deployment_and_replicaset(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-05/mi-deploy.yaml");

        List<Snapshot.Pod> three = given.that(pods("app=mi-deploy").areReady(3));
        for (Snapshot.Pod pod : three) {
            String set = "mi-deploy-" + pod.labels().get("pod-template-hash");
            then.that("name and owner after " + set, pod, seen -> {
                assertThat(seen.name()).matches(set + "-[a-z0-9]{5}");
                assertThat(seen.owner()).isEqualTo("ReplicaSet/" + set);
            });
            then.eventually(replicaSet(set).isThere(), Deadlines.CONTROLLER);
        }
        reader.types("kubectl get replicaset");
    }

    @Claim("deploy-rolls-one-by-one")
    void an_update_replaces_the_pods_one_at_a_time(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-05/mi-deploy.yaml");
        given.that(deployment("mi-deploy").isRolledOut());
        given.that(pods("app=mi-deploy").areReady(3, "andr35/imagen:v0.2.0"));
        History.Mark before = given.moment();

        reader.types("kubectl apply -f deploy-05/mi-deploy-v0.3.0.yaml");

        then.eventually(deployment("mi-deploy").isRolledOut(), Deadlines.ROLLOUT);
        then.eventually(pods("app=mi-deploy").areReady(3, "andr35/imagen:v0.3.0"));
        then.since(
                before,
                "app=mi-deploy",
                pods -> pods.neverFewerReadyThan(3).wantedUpTo(4).wereReplacedOnceOthersWereReady());
    }

    @Claim("deploy-all-new-image")
    void at_the_end_every_pod_has_the_new_image(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-05/mi-deploy.yaml");
        given.that(deployment("mi-deploy").isRolledOut());

        Output applied = reader.types("kubectl apply -f deploy-05/mi-deploy-v0.3.0.yaml");

        then.printed(applied).says("deployment.apps/mi-deploy configured");
        then.eventually(deployment("mi-deploy").isRolledOut(), Deadlines.ROLLOUT);
        then.eventually(pods("app=mi-deploy").areReady(3, "andr35/imagen:v0.3.0"));
        reader.types("kubectl get pods,rs,deploy -o wide");
    }

    @Claim("deploy-old-rs-gone")
    void the_old_replicaset_stays_without_pods(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-05/mi-deploy.yaml");
        given.that(deployment("mi-deploy").isRolledOut());
        String old = given.that(replicaSets(1)).iterator().next().name();

        reader.types("kubectl apply -f deploy-05/mi-deploy-v0.3.0.yaml");

        given.that(deployment("mi-deploy").isRolledOut(), Deadlines.ROLLOUT);
        then.eventually(replicaSet(old).has(0));
        then.eventually(pods("app=mi-deploy").on("andr35/imagen:v0.2.0").areInAll(0));
        then.consistently(replicaSet(old).has(0));
        then.printed(reader.types("kubectl get replicaset")).row(old, Map.of("DESIRED", "0", "CURRENT", "0"));
    }

    @Claim("deploy-rollback")
    void a_rollback_brings_the_old_image_back_on_the_old_replicaset(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-05/mi-deploy.yaml");
        given.that(deployment("mi-deploy").isRolledOut());
        String old = given.that(replicaSets(1)).iterator().next().name();
        reader.types("kubectl apply -f deploy-05/mi-deploy-v0.3.0.yaml");
        given.that(deployment("mi-deploy").isRolledOut(), Deadlines.ROLLOUT);

        Output undone = reader.types("kubectl rollout undo deployment/mi-deploy");

        then.printed(undone).says("deployment.apps/mi-deploy rolled back");
        then.eventually(deployment("mi-deploy").isRolledOut(), Deadlines.ROLLOUT);
        List<Snapshot.Pod> three = then.eventually(pods("app=mi-deploy").areReady(3, "andr35/imagen:v0.2.0"));
        then.that(
                "pods of the old ReplicaSet " + old,
                three,
                all -> assertThat(all).extracting(Snapshot.Pod::owner).containsOnly("ReplicaSet/" + old));
        reader.types("kubectl get replicaset");
    }

    @Claim("watch-shows-changes")
    void a_watch_prints_the_changes_in_the_order_they_happen(Given given, Reader reader, Then then) {
        reader.types("kubectl apply -f deploy-05/mi-deploy.yaml");
        given.that(deployment("mi-deploy").isRolledOut());
        given.that(pods("app=mi-deploy").areInAll(3));
        try (Running watch = reader.starts("kubectl get pods --watch")) {
            then.eventually(watch, "the three pods", lines -> lines.size() >= 4);

            reader.types("kubectl apply -f deploy-05/mi-deploy-v0.3.0.yaml");

            given.that(deployment("mi-deploy").isRolledOut(), Deadlines.ROLLOUT);
            List<String> fresh = given.that(pods("app=mi-deploy").areReady(3, "andr35/imagen:v0.3.0")).stream()
                    .map(Snapshot.Pod::name)
                    .toList();
            for (String pod : fresh) {
                then.eventually(
                        watch, pod + " as Pending, then Running", lines -> isPendingThenRunning(statuses(lines, pod)));
            }
            then.eventually(
                    watch,
                    "ContainerCreating in between for one pod at least",
                    lines -> fresh.stream().anyMatch(pod -> statuses(lines, pod).contains("ContainerCreating")));
            then.eventually(watch, "three pods Terminating", lines -> terminating(lines, fresh) == 3);
        }
    }

    /** In between there may be ContainerCreating; a pod that starts at once may have been too quick for it. */
    private static boolean isPendingThenRunning(List<String> statuses) {
        return statuses.equals(List.of("Pending", "ContainerCreating", "Running"))
                || statuses.equals(List.of("Pending", "Running"));
    }

    private static List<String> statuses(List<String> lines, String pod) {
        return lines.stream()
                .map(line -> line.split("\\s+"))
                .filter(cells -> cells[0].equals(pod))
                .map(cells -> cells[2])
                .distinct()
                .toList();
    }

    private static long terminating(List<String> lines, List<String> besides) {
        return lines.stream()
                .map(line -> line.split("\\s+"))
                .filter(cells -> cells[2].equals("Terminating") && !besides.contains(cells[0]))
                .map(cells -> cells[0])
                .distinct()
                .count();
    }
}

package io.tutorproof.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.tutorproof.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The baseline of the benchmark: fifteen of the claims as one writes them without tutorproof, after the documentation of
 * Testcontainers, fabric8 and Awaitility. One k3s container serves all of them, each test has a namespace of its own, and the tests
 * run one after another, as JUnit runs them by default. Intervals are Awaitility's own; deadlines are as long as tutorproof's.
 */
@Tag("baseline")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BaselineIT {
    /** The claims that are proved here, for a run of tutorproof with the same ones. */
    static final List<String> CLAIMS = List.of(
            "apply-creates-pod",
            "labels-select",
            "bad-selector-no-endpoints",
            "relabel-fills-endpoints",
            "nodeport-answers",
            "ingress-routes-host",
            "rs-keeps-count",
            "rs-heals",
            "rs-scale-up",
            "rs-keeps-old-image",
            "rs-delete-cascades",
            "deploy-creates-rs",
            "deploy-rolls-one-by-one",
            "deploy-rollback",
            "probe-liveness");

    private static final Duration ENOUGH = Duration.ofSeconds(90);
    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final String OLD = "andr35/imagen:v0.2.0";
    private static final String NEW = "andr35/imagen:v0.3.0";

    private final K3sContainer k3s = k3s();
    private final KubernetesClient client;
    private final HttpClient http = HttpClient.newHttpClient();
    private String namespace = "";

    BaselineIT() {
        k3s.start();
        TheTutorial.saveAndImport(k3s.getContainerId(), TheTutorial.images());
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(k3s.getKubeConfigYaml()))
                .build();
    }

    private static K3sContainer k3s() {
        Settings settings = Settings.load();
        K3sContainer k3s = new K3sContainer(
                DockerImageName.parse(settings.clusterImage()).asCompatibleSubstituteFor("rancher/k3s"));
        // The documentation's container leaves out Traefik, which a claim is about, and shares the machine's cgroups,
        // in which
        // a kubelet of Kubernetes 1.35 or later does not start where they are of version 1.
        k3s.setCommand("server", "--tls-san=" + k3s.getHost(), "--kubelet-arg=fail-cgroupv1=false");
        k3s.setBinds(List.of());
        k3s.withCreateContainerCmdModifier(command -> command.getHostConfig().withCgroupnsMode("private"));
        k3s.withExposedPorts(6443, 80, 30100);
        return k3s;
    }

    @AfterAll
    void stop() {
        client.close();
        k3s.stop();
    }

    @BeforeEach
    void makeNamespace() {
        namespace = "test-" + UUID.randomUUID();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        await().atMost(ENOUGH)
                .until(() -> client.serviceAccounts()
                                .inNamespace(namespace)
                                .withName("default")
                                .get()
                        != null);
    }

    @AfterEach
    void removeNamespace() {
        client.services().inNamespace(namespace).delete(); // the next test may want its node port
        client.network().v1().ingresses().inNamespace(namespace).delete(); // and its host
        client.namespaces().withName(namespace).delete();
    }

    private void apply(String manifest) throws IOException {
        try (InputStream text = Files.newInputStream(Path.of("manifests", manifest))) {
            List<HasMetadata> objects = client.load(text).inNamespace(namespace).serverSideApply();
            assertThat(objects).isNotEmpty();
        }
    }

    private ExecResult kubectl(String... arguments) throws IOException, InterruptedException {
        String[] line = new String[arguments.length + 2];
        line[0] = "kubectl";
        line[1] = "--namespace=" + namespace;
        System.arraycopy(arguments, 0, line, 2, arguments.length);
        return k3s.execInContainer(line);
    }

    private List<Pod> pods(String label, String value) {
        return client.pods().inNamespace(namespace).withLabel(label, value).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    private static Set<String> uids(List<Pod> pods) {
        return pods.stream().map(pod -> pod.getMetadata().getUid()).collect(Collectors.toSet());
    }

    private static String image(Pod pod) {
        return pod.getSpec().getContainers().get(0).getImage();
    }

    private List<Pod> awaitReady(String value, int number) {
        await().atMost(ENOUGH)
                .untilAsserted(
                        () -> assertThat(pods("app", value)).hasSize(number).allMatch(Readiness::isPodReady));
        return pods("app", value);
    }

    private void awaitPod(String name) {
        await().atMost(ENOUGH)
                .until(() -> Readiness.isPodReady(
                        client.pods().inNamespace(namespace).withName(name).get()));
    }

    @SuppressWarnings("deprecation") // the tutorial's own kind of endpoints
    private List<String> endpoints(String service) {
        var endpoints =
                client.endpoints().inNamespace(namespace).withName(service).get();
        return endpoints == null
                ? List.of()
                : endpoints.getSubsets().stream()
                        .flatMap(subset -> subset.getAddresses().stream())
                        .map(address -> address.getIp())
                        .toList();
    }

    private String page(int port, String host) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://" + k3s.getHost() + ":" + k3s.getMappedPort(port)))
                    .header("Host", host)
                    .timeout(Duration.ofSeconds(2))
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? response.body() : "";
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void applying_the_manifest_makes_the_pod() throws IOException, InterruptedException {
        apply("deploy-01/mi-pod.yaml");

        awaitPod("mi-pod");
        assertThat(kubectl("get", "pod", "mi-pod").getStdout()).contains("1/1", "Running");
    }

    @Test
    void a_selector_finds_the_objects_with_the_label_and_no_others() throws IOException, InterruptedException {
        apply("deploy-01/mi-pod.yaml");
        kubectl("run", "otro-pod", "--image=andr35/imagen:v0.1.0", "--restart=Never");

        assertThat(kubectl("get", "pods", "--output=name").getStdout().lines())
                .containsExactly("pod/mi-pod", "pod/otro-pod");
        assertThat(kubectl("get", "pods", "--selector=run=mi-pod", "--output=name")
                        .getStdout())
                .isEqualTo("pod/mi-pod\n");
    }

    @Test
    void a_selector_that_matches_no_label_leaves_the_endpoints_empty() throws IOException, InterruptedException {
        apply("deploy-01/mi-pod.yaml");
        awaitPod("mi-pod");

        apply("deploy-02/svc-my-pod.yaml");

        await().atMost(ENOUGH).during(WINDOW).until(() -> endpoints("mi-pod").isEmpty());
        assertThat(kubectl("get", "endpoints").getStdout()).contains("<none>");
        apply("deploy-02/mi-pod.yaml");
        await().atMost(ENOUGH).until(() -> endpoints("mi-pod").size() == 1);
    }

    @Test
    void the_right_label_fills_the_endpoints() throws IOException {
        apply("deploy-01/mi-pod.yaml");
        apply("deploy-02/svc-my-pod.yaml");
        awaitPod("mi-pod");

        apply("deploy-02/mi-pod.yaml");

        String address = client.pods()
                .inNamespace(namespace)
                .withName("mi-pod")
                .get()
                .getStatus()
                .getPodIP();
        await().atMost(ENOUGH).until(() -> endpoints("mi-pod").equals(List.of(address)));
    }

    @Test
    void the_node_port_shows_the_page() throws IOException {
        apply("deploy-02/mi-pod.yaml");
        apply("deploy-02/svc-my-pod.yaml");
        awaitPod("mi-pod");

        await().atMost(ENOUGH).until(() -> page(30100, "localhost").contains("v0.1.0"));
    }

    @Test
    void the_host_reaches_the_app_and_another_host_does_not() throws IOException {
        apply("deploy-02/mi-pod.yaml");
        apply("deploy-03/mi-app-svc.yaml");
        await().atMost(ENOUGH).until(() -> endpoints("mi-app-svc").size() == 1);

        apply("deploy-03/mi-app-ingress.yaml");

        await().atMost(ENOUGH).until(() -> page(80, "mi-app.com").contains("v0.1.0"));
        await().atMost(ENOUGH).during(WINDOW).until(() -> page(80, "otro.com").isEmpty());
    }

    @Test
    void three_replicas_are_kept_running() throws IOException {
        apply("deploy-04/replicaSet-mi-app.yaml");

        Set<String> three = uids(awaitReady("mi-app", 3));
        await().atMost(ENOUGH)
                .during(WINDOW)
                .until(() -> uids(pods("app", "mi-app")).equals(three));
    }

    @Test
    void a_deleted_pod_is_replaced() throws IOException {
        apply("deploy-04/replicaSet-mi-app.yaml");
        Pod one = awaitReady("mi-app", 3).get(0);

        client.resource(one).delete();

        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(pods("app", "mi-app"))
                        .hasSize(3)
                        .allMatch(Readiness::isPodReady)
                        .noneMatch(pod -> pod.getMetadata()
                                .getUid()
                                .equals(one.getMetadata().getUid())));
    }

    @Test
    void scaling_to_five_gives_five() throws IOException, InterruptedException {
        apply("deploy-04/replicaSet-mi-app.yaml");
        awaitReady("mi-app", 3);

        ExecResult scaled = kubectl("scale", "--replicas=5", "replicaset/mi-app");

        assertThat(scaled.getStdout()).isEqualTo("replicaset.apps/mi-app scaled\n");
        awaitReady("mi-app", 5);
    }

    @Test
    void applying_a_new_image_leaves_the_running_pods_as_they_are() throws IOException {
        apply("deploy-04/replicaSet-mi-app.yaml");
        Set<String> old = uids(awaitReady("mi-app", 3));

        apply("deploy-04/replicaSet-mi-app-v0.3.0.yaml");

        await().atMost(ENOUGH).during(WINDOW).untilAsserted(() -> {
            List<Pod> pods = pods("app", "mi-app");
            assertThat(uids(pods)).isEqualTo(old);
            assertThat(pods).allMatch(pod -> image(pod).equals(OLD));
        });
    }

    @Test
    void deleting_the_set_ends_its_pods() throws IOException, InterruptedException {
        apply("deploy-04/replicaSet-mi-app.yaml");
        awaitReady("mi-app", 3);

        ExecResult deleted = kubectl("delete", "replicaSet", "mi-app");

        assertThat(deleted.getStdout()).contains("replicaset.apps \"mi-app\" deleted");
        await().atMost(ENOUGH)
                .until(() -> client.pods()
                        .inNamespace(namespace)
                        .withLabel("app", "mi-app")
                        .list()
                        .getItems()
                        .isEmpty());
    }

    @Test
    void a_deployment_makes_one_replicaset_and_three_pods() throws IOException {
        apply("deploy-05/mi-deploy.yaml");

        awaitReady("mi-deploy", 3);
        List<ReplicaSet> sets =
                client.apps().replicaSets().inNamespace(namespace).list().getItems();
        assertThat(sets).hasSize(1).allMatch(set -> set.getSpec().getReplicas() == 3);
    }

    @Test
    void an_update_replaces_the_pods_one_at_a_time() throws IOException {
        apply("deploy-05/mi-deploy.yaml");
        awaitReady("mi-deploy", 3);
        Moments moments = new Moments();
        Watch watch = client.pods()
                .inNamespace(namespace)
                .withLabel("app", "mi-deploy")
                .watch(moments);
        try {
            await().atMost(ENOUGH).until(() -> moments.seen.contains(Map.of(true, 3L)));

            apply("deploy-05/mi-deploy-v0.3.0.yaml");

            awaitUpdated(NEW);
        } finally {
            watch.close();
        }
        List<Map<Boolean, Long>> since =
                moments.seen.subList(moments.seen.indexOf(Map.of(true, 3L)), moments.seen.size());
        assertThat(since).allSatisfy(counts -> {
            assertThat(counts.getOrDefault(true, 0L)).isGreaterThanOrEqualTo(3);
            assertThat(counts.getOrDefault(true, 0L) + counts.getOrDefault(false, 0L))
                    .isLessThanOrEqualTo(4);
        });
    }

    @Test
    void a_rollback_brings_the_old_image_back() throws IOException, InterruptedException {
        apply("deploy-05/mi-deploy.yaml");
        awaitReady("mi-deploy", 3);
        apply("deploy-05/mi-deploy-v0.3.0.yaml");
        awaitUpdated(NEW);

        ExecResult undone = kubectl("rollout", "undo", "deployment/mi-deploy");

        assertThat(undone.getStdout()).isEqualTo("deployment.apps/mi-deploy rolled back\n");
        awaitUpdated(OLD);
    }

    private void awaitUpdated(String image) {
        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(pods("app", "mi-deploy"))
                        .hasSize(3)
                        .allMatch(Readiness::isPodReady)
                        .allMatch(pod -> image(pod).equals(image)));
    }

    @Test
    void a_container_whose_liveness_probe_fails_is_started_anew() throws IOException {
        apply("beyond/probe-liveness.yaml");
        awaitPod("sano");

        await().atMost(ENOUGH).until(() -> restarts("enfermo") > 0);
        assertThat(restarts("sano")).isZero();
    }

    private int restarts(String pod) {
        return client.pods().inNamespace(namespace).withName(pod).get().getStatus().getContainerStatuses().stream()
                .mapToInt(container -> container.getRestartCount())
                .sum();
    }

    /** After every change how many pods that are wanted are ready, and how many are not. */
    private static final class Moments implements Watcher<Pod> {
        private final Map<String, Pod> pods = new HashMap<>();
        private final List<Map<Boolean, Long>> seen = new CopyOnWriteArrayList<>();

        @Override
        public void eventReceived(Action action, Pod pod) {
            if (action == Action.DELETED || pod.getMetadata().getDeletionTimestamp() != null) {
                pods.remove(pod.getMetadata().getName());
            } else {
                pods.put(pod.getMetadata().getName(), pod);
            }
            seen.add(pods.values().stream()
                    .collect(Collectors.groupingBy(Readiness::isPodReady, TreeMap::new, Collectors.counting())));
        }

        @Override
        public void onClose(WatcherException cause) {}
    }
}

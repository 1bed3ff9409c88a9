package io.tutorproof.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.tutorproof.cluster.Owner;
import io.tutorproof.cluster.Settings;
import io.tutorproof.image.TutorialImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * The claims about ReplicaSets as one would write them after the documentation of Testcontainers: one {@link K3sContainer} for
 * all of them, the images saved and imported, then one claim after another, each asking with Awaitility until it is so. What
 * takes several nodes is not among them, since such a cluster has one, and neither are evidence, diagnostics or a report.
 */
final class PlainReplicaSet implements AutoCloseable {
    private static final String MANIFEST = "deploy-04/replicaSet-mi-app.yaml";
    private static final String NEW_MANIFEST = "deploy-04/replicaSet-mi-app-v0.3.0.yaml";
    private static final String OLD_IMAGE = "andr35/imagen:v0.2.0";
    private static final String NEW_IMAGE = "andr35/imagen:v0.3.0";
    private static final int API = 6443;
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final Duration WINDOW = Duration.ofSeconds(5);

    private final Map<String, Runnable> claims = new LinkedHashMap<>();
    private final K3sContainer k3s;
    private final KubernetesClient client;
    private String namespace = "";

    private PlainReplicaSet(K3sContainer k3s) {
        this.k3s = k3s;
        this.client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(k3s.getKubeConfigYaml()))
                .build();
        claims.put("rs-keeps-count", this::keepsCount);
        claims.put("rs-first-apply-says", this::firstApplySays);
        claims.put("rs-heals", this::heals);
        claims.put("rs-more-than-nodes", this::moreThanNodes);
        claims.put("rs-scale-up", this::scaleUp);
        claims.put("rs-removes-excess", this::removesExcess);
        claims.put("rs-scale-not-declared", this::scaleIsNotDeclared);
        claims.put("rs-scale-to-zero", this::scaleToZero);
        claims.put("rs-apply-image-says-configured", this::applyingAnImageSaysConfigured);
        claims.put("rs-delete-cascades", this::deleteCascades);
        claims.put("rs-keeps-old-image", this::keepsOldImage);
        claims.put("rs-new-image-on-replace", this::newImageOnReplace);
    }

    static PlainReplicaSet start(Settings settings, List<TutorialImage> images) {
        K3sContainer k3s = new K3sContainer(
                DockerImageName.parse(settings.clusterImage()).asCompatibleSubstituteFor("rancher/k3s"));
        // As tutorproof's own nodes have it; a bind would take an image that cannot be had everywhere.
        k3s.setBinds(List.of());
        k3s.setExposedPorts(List.of(API));
        k3s.withLabels(Owner.thisProcess().labels());
        k3s.withCreateContainerCmdModifier(command -> {
            HostConfig host = command.getHostConfig();
            if (host != null) {
                host.withCgroupnsMode("private")
                        .withPortBindings(new PortBinding(Ports.Binding.bindIp("127.0.0.1"), ExposedPort.tcp(API)));
            }
        });
        try {
            k3s.start();
            TheTutorial.saveAndImport(k3s.getContainerName().substring(1), images);
            k3s.copyFileToContainer(MountableFile.forHostPath(settings.manifests()), "/tmp/manifests");
            return new PlainReplicaSet(k3s);
        } catch (RuntimeException e) {
            k3s.stop();
            throw e;
        }
    }

    Set<String> claims() {
        return claims.keySet();
    }

    void tryAll() {
        claims.forEach((id, claim) -> {
            namespace = "plain-" + id;
            kubectl("create", "namespace", namespace);
            await().atMost(LONG)
                    .until(() -> client.serviceAccounts()
                                    .inNamespace(namespace)
                                    .withName("default")
                                    .get()
                            != null);
            claim.run();
            client.namespaces().withName(namespace).delete();
        });
    }

    private void keepsCount() {
        apply(MANIFEST);
        Set<String> three = uidsOf(ready(3));
        await().during(WINDOW)
                .atMost(WINDOW.plusSeconds(2))
                .until(() -> uidsOf(pods()).equals(three));
        assertThat(inNamespace("get", "pods", "--no-headers").lines())
                .hasSize(3)
                .allMatch(line -> line.contains(" 1/1 ") && line.contains(" Running "));
    }

    private void firstApplySays() {
        assertThat(apply(MANIFEST)).isEqualTo("replicaset.apps/mi-app created\n");
        assertThat(apply(NEW_MANIFEST)).isEqualTo("replicaset.apps/mi-app configured\n");
    }

    private void heals() {
        apply(MANIFEST);
        Pod deleted = ready(3).get(0);
        inNamespace("delete", "pod", String.valueOf(deleted.getMetadata().getName()), "--wait=false");
        readyWithout(deleted, 3);
    }

    private void moreThanNodes() {
        apply("beyond/replicaset-five.yaml");
        apply("beyond/daemonset.yaml");
        ready(6);
    }

    private void scaleUp() {
        apply(MANIFEST);
        ready(3);
        assertThat(scale(5)).isEqualTo("replicaset.apps/mi-app scaled\n");
        ready(5);
    }

    private void removesExcess() {
        apply(MANIFEST);
        apply("beyond/loose-pod.yaml");
        ready(4);
        inNamespace("label", "pod", "suelto", "app=mi-app", "--overwrite");
        ready(3);
        scale(2);
        ready(2);
    }

    private void scaleIsNotDeclared() {
        apply(MANIFEST);
        ready(3);
        scale(5);
        ready(5);
        apply(MANIFEST);
        ready(3);
    }

    private void scaleToZero() {
        apply(MANIFEST);
        Set<String> before = uidsOf(ready(3));
        scale(0);
        await().atMost(LONG).until(() -> pods().isEmpty());
        assertThat(inNamespace("get", "replicaset", "--no-headers")).matches("mi-app +0 +0 +0 .*\\n");
        scale(3);
        assertThat(uidsOf(ready(3))).doesNotContainAnyElementsOf(before);
    }

    private void applyingAnImageSaysConfigured() {
        apply(MANIFEST);
        assertThat(apply(NEW_MANIFEST)).isEqualTo("replicaset.apps/mi-app configured\n");
    }

    private void deleteCascades() {
        apply(MANIFEST);
        ready(3);
        assertThat(inNamespace("delete", "replicaSet", "mi-app")).startsWith("replicaset.apps \"mi-app\" deleted");
        await().atMost(LONG).until(() -> pods().isEmpty());
    }

    private void keepsOldImage() {
        apply(MANIFEST);
        Set<String> before = uidsOf(ready(3));
        applyNewImage();
        await().during(WINDOW)
                .atMost(WINDOW.plusSeconds(2))
                .until(() -> uidsOf(pods()).equals(before) && imagesOf(pods()).allMatch(OLD_IMAGE::equals));
        inNamespace("delete", "pod", "--selector", "app=mi-app", "--wait=false");
        await().atMost(LONG)
                .until(() -> imagesOf(staying().filter(Readiness::isPodReady).toList())
                                .filter(NEW_IMAGE::equals)
                                .count()
                        == 3);
    }

    private void newImageOnReplace() {
        apply(MANIFEST);
        Pod deleted = ready(3).get(0);
        applyNewImage();
        inNamespace("delete", "pod", String.valueOf(deleted.getMetadata().getName()), "--wait=false");
        List<Pod> now = readyWithout(deleted, 3);
        assertThat(imagesOf(now)).containsExactlyInAnyOrder(OLD_IMAGE, OLD_IMAGE, NEW_IMAGE);
        await().during(WINDOW)
                .atMost(WINDOW.plusSeconds(2))
                .until(() -> uidsOf(staying().toList()).equals(uidsOf(now)));
    }

    private void applyNewImage() {
        assertThat(apply(NEW_MANIFEST)).isEqualTo("replicaset.apps/mi-app configured\n");
        await().atMost(LONG).until(() -> {
            var set = client.apps()
                    .replicaSets()
                    .inNamespace(namespace)
                    .withName("mi-app")
                    .require();
            return set.getMetadata().getGeneration().equals(set.getStatus().getObservedGeneration());
        });
    }

    private String apply(String manifest) {
        return inNamespace("apply", "-f", "/tmp/manifests/" + manifest);
    }

    private String scale(int replicas) {
        return inNamespace("scale", "--replicas=" + replicas, "replicaset/mi-app");
    }

    private List<Pod> ready(int count) {
        return readyMatching(count, pod -> true);
    }

    private List<Pod> readyWithout(Pod gone, int count) {
        String uid = String.valueOf(gone.getMetadata().getUid());
        return readyMatching(count, pod -> !uid.equals(pod.getMetadata().getUid()));
    }

    private List<Pod> readyMatching(int count, Predicate<Pod> wanted) {
        return await().atMost(LONG)
                .until(
                        () -> staying().filter(wanted).toList(),
                        pods -> pods.size() == count && pods.stream().allMatch(Readiness::isPodReady));
    }

    private List<Pod> pods() {
        return client.pods().inNamespace(namespace).list().getItems();
    }

    private Stream<Pod> staying() {
        return pods().stream().filter(pod -> pod.getMetadata().getDeletionTimestamp() == null);
    }

    private static Set<String> uidsOf(List<Pod> pods) {
        return pods.stream().map(pod -> pod.getMetadata().getUid()).collect(Collectors.toSet());
    }

    private static Stream<String> imagesOf(List<Pod> pods) {
        return pods.stream().map(pod -> pod.getSpec().getContainers().get(0).getImage());
    }

    private String inNamespace(String... arguments) {
        return kubectl(Stream.concat(Stream.of("--namespace=" + namespace), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private String kubectl(String... arguments) {
        List<String> command = new ArrayList<>(List.of("kubectl"));
        command.addAll(List.of(arguments));
        try {
            ExecResult result = k3s.execInContainer(command.toArray(String[]::new));
            assertThat(result.getExitCode()).as(result.getStderr()).isZero();
            return result.getStdout();
        } catch (IOException e) {
            throw new UncheckedIOException("kubectl cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while kubectl ran", e);
        }
    }

    @Override
    public void close() {
        client.close();
        k3s.stop();
    }
}

package io.tutorproof.bench.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.tutorproof.bench.TheTutorial;
import io.tutorproof.cluster.Owner;
import io.tutorproof.cluster.Settings;
import io.tutorproof.image.TutorialImage;
import io.tutorproof.observe.HttpAnswer;
import io.tutorproof.observe.HttpProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** A cluster for the tests of a class, and a namespace for each; the test's tag, its claim, is the namespace's name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PlainCluster {
    static final Duration LONG = Duration.ofMinutes(2);
    static final Duration WINDOW = Duration.ofSeconds(5);
    static final String OLD_IMAGE = "andr35/imagen:v0.2.0";
    static final String NEW_IMAGE = "andr35/imagen:v0.3.0";
    static final int NODE_PORT = 30100;
    static final int CANARY_PORT = 30001;
    static final int REQUESTS_PORT = 30002;
    private static final int HTTP_PORT = 80;
    private static final int API_PORT = 6443;

    private final K3sContainer k3s;
    private KubernetesClient client;
    private String namespace;

    PlainCluster(String... arguments) {
        k3s = new K3sContainer(
                DockerImageName.parse(Settings.load().clusterImage()).asCompatibleSubstituteFor("rancher/k3s"));
        k3s.setCommand(Stream.concat(Stream.of("server", "--tls-san=" + k3s.getHost()), Stream.of(arguments))
                .toArray(String[]::new));
        // As tutorproof's own nodes have it; a bind would take an image that cannot be had everywhere.
        k3s.setBinds(List.of());
        List<Integer> ports = List.of(API_PORT, HTTP_PORT, NODE_PORT, CANARY_PORT, REQUESTS_PORT);
        k3s.setExposedPorts(ports);
        k3s.withLabels(Owner.thisProcess().labels());
        k3s.withCreateContainerCmdModifier(command -> {
            HostConfig host = command.withHostName("server").getHostConfig();
            if (host != null) {
                host.withCgroupnsMode("private")
                        .withPortBindings(ports.stream()
                                .map(port -> new PortBinding(Ports.Binding.bindIp("127.0.0.1"), ExposedPort.tcp(port)))
                                .toList());
            }
        });
    }

    static {
        // A probe of pages sets headers that a JVM has to allow before its first HTTP client is made: the API's, here.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,connection");
    }

    @BeforeAll
    void startCluster() {
        k3s.start();
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(k3s.getKubeConfigYaml()))
                .build();
        Settings settings = Settings.load();
        List<TutorialImage> images = TheTutorial.loaded().images(settings);
        TheTutorial.saveAndImport(k3s.getContainerName().substring(1), images);
        images.forEach(image -> image.aliases().forEach(alias -> nameInNode(image.name(), alias)));
        k3s.copyFileToContainer(MountableFile.forHostPath(settings.manifests()), "/tmp/manifests");
    }

    private void nameInNode(String image, String alias) {
        ExecResult named = inNode("ctr", "--namespace=k8s.io", "images", "tag", qualified(image), qualified(alias));
        assertThat(named.getExitCode()).as(named.getStderr()).isZero();
    }

    private static String qualified(String name) {
        return "docker.io/" + (name.contains("/") ? "" : "library/") + name;
    }

    @AfterAll
    void stopCluster() {
        if (client != null) {
            client.close();
        }
        k3s.stop();
    }

    @BeforeEach
    void makeNamespace(TestInfo test) {
        namespace = test.getTags().iterator().next();
        assertThat(kubectl("create", "namespace", namespace).getExitCode()).isZero();
        eventually(() -> client.serviceAccounts()
                        .inNamespace(namespace)
                        .withName("default")
                        .get()
                != null);
    }

    @AfterEach
    void deleteNamespace() {
        client.namespaces().withName(namespace).delete();
    }

    KubernetesClient client() {
        return client;
    }

    String namespace() {
        return namespace;
    }

    /** Runs kubectl in the node, in the test's namespace. */
    ExecResult kubectl(String... arguments) {
        List<String> command = new ArrayList<>(List.of("kubectl", "--namespace=" + namespace));
        command.addAll(List.of(arguments));
        return inNode(command.toArray(String[]::new));
    }

    /** What kubectl printed; it has to succeed. */
    String succeed(String... arguments) {
        ExecResult result = kubectl(arguments);
        assertThat(result.getExitCode()).as(result.getStderr()).isZero();
        return result.getStdout();
    }

    /** What kubectl said against it; it has to fail. */
    String fail(String... arguments) {
        ExecResult result = kubectl(arguments);
        assertThat(result.getExitCode()).as(result.getStdout()).isNotZero();
        return result.getStderr();
    }

    ExecResult inNode(String... command) {
        try {
            return k3s.execInContainer(command);
        } catch (IOException e) {
            throw new UncheckedIOException(command[0] + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command[0] + " ran", e);
        }
    }

    /** Has kubectl run beside a test, which asks what it has printed. */
    void beside(Runnable test, String... arguments) {
        String started = "kubectl --namespace=" + namespace + " \"$@\" > /tmp/printed 2>&1 & echo $!";
        List<String> command = new ArrayList<>(List.of("sh", "-c", started, "sh"));
        command.addAll(List.of(arguments));
        String process = inNode(command.toArray(String[]::new)).getStdout().strip();
        try {
            test.run();
        } finally {
            inNode("kill", process);
        }
    }

    List<String> printedBeside() {
        return inNode("cat", "/tmp/printed").getStdout().lines().toList();
    }

    String apply(String manifest) {
        return succeed("apply", "-f", "/tmp/manifests/" + manifest);
    }

    String applyRefused(String manifest) {
        return fail("apply", "-f", "/tmp/manifests/" + manifest);
    }

    void eventually(Callable<Boolean> so) {
        await().atMost(LONG).until(so);
    }

    /** At each look in the window. */
    void throughout(Callable<Boolean> so) {
        await().during(WINDOW).atMost(WINDOW.plusSeconds(2)).until(so);
    }

    int restartsOf(String pod) {
        return pod(pod).getStatus().getContainerStatuses().stream()
                .mapToInt(ContainerStatus::getRestartCount)
                .sum();
    }

    void podIsReady(String name) {
        eventually(() -> Readiness.isPodReady(pod(name)));
    }

    Pod pod(String name) {
        return client.pods().inNamespace(namespace).withName(name).require();
    }

    List<Pod> pods() {
        return client.pods().inNamespace(namespace).list().getItems();
    }

    List<Pod> staying() {
        return pods().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    List<Pod> ready(int count) {
        return readyMatching(count, pod -> true);
    }

    List<Pod> readyWithout(Pod gone, int count) {
        String uid = String.valueOf(gone.getMetadata().getUid());
        return readyMatching(count, pod -> !uid.equals(pod.getMetadata().getUid()));
    }

    /** Waits until so many pods stay, all of them ready and as wanted. */
    List<Pod> readyMatching(int count, Predicate<Pod> wanted) {
        return await().atMost(LONG)
                .until(
                        this::staying,
                        pods -> pods.size() == count
                                && pods.stream().allMatch(pod -> wanted.test(pod) && Readiness.isPodReady(pod)));
    }

    List<Pod> readyOn(String image, int count) {
        return readyMatching(count, pod -> image.equals(imageOf(pod)));
    }

    void noPodIsLeft() {
        eventually(() -> pods().isEmpty());
    }

    void delete(Pod pod) {
        succeed("delete", "pod", nameOf(pod), "--wait=false");
    }

    static String nameOf(Pod pod) {
        return String.valueOf(pod.getMetadata().getName());
    }

    static Set<String> namesOf(List<Pod> pods) {
        return pods.stream().map(PlainCluster::nameOf).collect(Collectors.toSet());
    }

    static Set<String> uidsOf(List<Pod> pods) {
        return pods.stream().map(pod -> pod.getMetadata().getUid()).collect(Collectors.toSet());
    }

    static String imageOf(Pod pod) {
        return pod.getSpec().getContainers().get(0).getImage();
    }

    static List<String> imagesOf(List<Pod> pods) {
        return pods.stream().map(PlainCluster::imageOf).toList();
    }

    static Set<String> addressesOf(List<Pod> pods) {
        return pods.stream().map(pod -> pod.getStatus().getPodIP() + ":80").collect(Collectors.toSet());
    }

    /** The ready addresses of a service, each with its port. */
    Set<String> endpoints(String service) {
        var endpoints =
                client.endpoints().inNamespace(namespace).withName(service).get();
        if (endpoints == null || endpoints.getSubsets() == null) {
            return Set.of();
        }
        return endpoints.getSubsets().stream()
                .filter(subset -> subset.getAddresses() != null)
                .flatMap(subset -> subset.getAddresses().stream()
                        .map(address ->
                                address.getIp() + ":" + subset.getPorts().get(0).getPort()))
                .collect(Collectors.toSet());
    }

    /** The cells of the line of a table that begins with a name. */
    static List<String> row(String table, String name) {
        return table.lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> List.of(line.strip().split(" {2,}")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line for " + name + " in " + table));
    }

    HttpAnswer page(int port) {
        return HttpProbe.getPatiently(at(port));
    }

    HttpAnswer page(String host) {
        return HttpProbe.getPatiently(at(HTTP_PORT), host);
    }

    InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), k3s.getMappedPort(port));
    }

    static String version(String version) {
        return "<dd id=\"version\">" + version + "</dd>";
    }
}

package io.tutorproof.scenario;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.tutorproof.observe.Condition;
import io.tutorproof.observe.Deadlines;
import io.tutorproof.observe.Observed;
import io.tutorproof.observe.Poll;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.observe.State;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What shows, before a window in which nothing is to happen, that whoever could act has seen all that was done before. The
 * controllers of pods say which specification they have acted on. Those of endpoints, load balancers, Ingresses and the
 * nodes' proxies do not, but they take changes in order: a second object like the first, made later, on which they do act,
 * shows it. It is removed when it has.
 */
final class Fence {
    private static final String NAME = "fence";

    private final Scenario scenario;
    private final KubernetesClient client;
    private final String namespace;

    Fence(Scenario scenario) {
        this.scenario = scenario;
        this.client = scenario.cluster().client();
        this.namespace = scenario.namespace();
    }

    /** Waits until the subject is there, as far as it was told; one that was there and is gone is not as wanted. */
    void subjectOf(Condition<?> condition) {
        if (scenario.recorder().history().hasSeen(condition)) {
            return;
        }
        scenario.recorder()
                .await(
                        new Condition<>(
                                "what is watched for: " + condition.what(),
                                condition.kind(),
                                condition.name(),
                                condition.subject(),
                                (state, seen) -> true,
                                state -> Optional.empty()),
                        Deadlines.CONTROLLER);
    }

    /** Waits until those who act on such objects have seen all that was done; how that is known. */
    String before(Condition<?> condition) {
        Class<?> kind = condition.kind();
        if (kind == Snapshot.Endpoints.class) {
            return secondService(condition.name());
        }
        if (kind == Snapshot.Service.class) {
            return secondLoadBalancer(condition.name());
        }
        if (kind == Snapshot.Ingress.class) {
            return secondIngress(condition.name());
        }
        return controllers();
    }

    /** The same before the looks of a probe at a node port or a host. */
    String before(String subject) {
        if (subject.startsWith(Browser.NODE_PORT)) {
            return secondNodePort(Integer.parseInt(subject.substring(Browser.NODE_PORT.length())));
        }
        Ingress any = client.network().v1().ingresses().inNamespace(namespace).list().getItems().stream()
                .findFirst()
                .orElseThrow(() -> new Inconclusive("no Ingress is there that a second one could be like"));
        return secondIngress(any.getMetadata().getName());
    }

    private String controllers() {
        scenario.recorder()
                .await(
                        new Condition<>(
                                "every controller to have acted on its newest specification",
                                Snapshot.class,
                                "",
                                Optional::of,
                                (State state, State same) -> haveActed(state),
                                state -> Optional.empty()),
                        Deadlines.CONTROLLER);
        return "every ReplicaSet's and Deployment's controller has acted on its newest specification";
    }

    private static boolean haveActed(State state) {
        return state.all(Snapshot.ReplicaSet.class).stream().allMatch(set -> set.observed() >= set.generation())
                && state.all(Snapshot.Deployment.class).stream()
                        .allMatch(deployment -> deployment.observed() >= deployment.generation());
    }

    private String secondService(String name) {
        Map<String, String> labels = labelsOfAReadyPod();
        create(like(service(name), "ClusterIP", labels, null));
        scenario.recorder().await(Observed.endpoints(NAME).are(readyPods(labels)), Deadlines.CONTROLLER);
        removeService();
        return "a second service, made later and with a selector that matches, has endpoints";
    }

    private String secondLoadBalancer(String name) {
        Service first = service(name);
        create(like(first, "LoadBalancer", first.getSpec().getSelector(), null));
        scenario.recorder().await(Observed.service(NAME).hasAnExternalAddress(), Deadlines.PACKAGED);
        removeService();
        return "a second service, made later and of the class that is served, has an external address";
    }

    private String secondNodePort(int nodePort) {
        Service first = client.services().inNamespace(namespace).list().getItems().stream()
                .filter(service -> service.getSpec().getPorts().stream()
                        .anyMatch(port -> Integer.valueOf(nodePort).equals(port.getNodePort())))
                .findFirst()
                .orElseThrow(() -> new Inconclusive("no service is there with node port " + nodePort));
        create(like(first, "NodePort", labelsOfAReadyPod(), Scenario.FENCE_PORT));
        until(scenario.browser().nodePort(Scenario.FENCE_PORT).answers());
        removeService();
        return "a second service, made later and with a selector that matches, answers at a node port of every node";
    }

    private String secondIngress(String name) {
        Ingress first = client.network()
                .v1()
                .ingresses()
                .inNamespace(namespace)
                .withName(name)
                .get();
        String host = NAME + "." + namespace + ".test";
        Ingress second = new IngressBuilder(first)
                .withMetadata(metadata())
                .editSpec()
                .withIngressClassName(null)
                .editFirstRule()
                .withHost(host)
                .endRule()
                .endSpec()
                .withStatus(null)
                .build();
        client.network()
                .v1()
                .ingresses()
                .inNamespace(namespace)
                .resource(second)
                .create();
        String address = scenario.recorder()
                .await(Observed.ingress(NAME).hasAnAddress(), Deadlines.PACKAGED)
                .addresses()
                .iterator()
                .next();
        until(scenario.browser().host(address, host).isServed());
        client.network().v1().ingresses().inNamespace(namespace).withName(NAME).delete();
        return "a second Ingress like it, made later and of the class that is served, is served";
    }

    private <T> void until(Probe<T> probe) {
        Poll.until(
                probe.what(),
                probe.deadline(),
                scenario.controls().remembering(probe).look(),
                probe.wanted());
    }

    private Service service(String name) {
        return requireThere(
                client.services().inNamespace(namespace).withName(name).get(), "service " + name);
    }

    /** A service with the same port, of the class that is served. */
    private static Service like(Service first, String type, Map<String, String> selector, @Nullable Integer nodePort) {
        ServicePort port = first.getSpec().getPorts().get(0);
        return new ServiceBuilder()
                .withMetadata(metadata())
                .withNewSpec()
                .withType(type)
                .withSelector(selector)
                .addNewPort()
                .withPort(port.getPort())
                .withTargetPort(port.getTargetPort())
                .withNodePort(nodePort)
                .endPort()
                .endSpec()
                .build();
    }

    private static <T> T requireThere(@Nullable T object, String what) {
        if (object == null) {
            throw new Inconclusive(what + " is gone, and no second one can be made like it");
        }
        return object;
    }

    private static ObjectMeta metadata() {
        ObjectMeta meta = new ObjectMeta();
        meta.setName(NAME);
        return meta;
    }

    private void create(Service second) {
        client.services().inNamespace(namespace).resource(second).create();
    }

    private void removeService() {
        client.services().inNamespace(namespace).withName(NAME).delete();
    }

    private Map<String, String> labelsOfAReadyPod() {
        return scenario.recorder().state().all(Snapshot.Pod.class).stream()
                .filter(pod ->
                        pod.ready() && !pod.terminating() && !pod.labels().isEmpty())
                .findFirst()
                .map(Snapshot.Pod::labels)
                .orElseThrow(() -> new Inconclusive("no ready pod is there that a second service could select"));
    }

    private int readyPods(Map<String, String> labels) {
        return (int) scenario.recorder().state().all(Snapshot.Pod.class).stream()
                .filter(pod -> pod.ready()
                        && !pod.terminating()
                        && pod.labels().entrySet().containsAll(labels.entrySet()))
                .count();
    }
}

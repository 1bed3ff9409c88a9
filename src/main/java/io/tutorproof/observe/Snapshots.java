package io.tutorproof.observe;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointPort;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LoadBalancerStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetStatus;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.IngressLoadBalancerStatus;
import io.fabric8.kubernetes.api.model.networking.v1.IngressServiceBackend;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceBackendPort;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From the API's objects, in which much may be absent, to snapshots. */
final class Snapshots {
    /**
     * Why a container waits that will not start: the images are in the nodes before anything is tried, so one that cannot
     * be pulled is not there. The names are kubelet's.
     */
    private static final Set<String> FOR_GOOD = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "ErrImageNeverPull",
            "InvalidImageName",
            "CreateContainerConfigError",
            "CreateContainerError");

    private Snapshots() {}

    static Snapshot pod(io.fabric8.kubernetes.api.model.Pod pod, UnaryOperator<String> written) {
        ObjectMeta meta = pod.getMetadata();
        PodStatus status = pod.getStatus();
        List<ContainerStatus> containers = status.getContainerStatuses();
        return new Snapshot.Pod(
                meta.getName(),
                meta.getUid(),
                meta.getLabels(),
                status.getPhase(),
                status.getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True")),
                meta.getDeletionTimestamp() != null,
                written.apply(pod.getSpec().getContainers().get(0).getImage()),
                containers.stream()
                        .map(ContainerStatus::getImageID)
                        .filter(id -> id != null && !id.isEmpty())
                        .findFirst()
                        .orElse(null),
                containers.stream().mapToInt(ContainerStatus::getRestartCount).sum(),
                pod.getSpec().getNodeName(),
                status.getPodIP(),
                meta.getOwnerReferences().stream()
                        .map(owner -> owner.getKind() + "/" + owner.getName())
                        .findFirst()
                        .orElse(null),
                containers.stream()
                        .map(container -> container.getState().getWaiting())
                        .filter(waiting -> waiting != null && FOR_GOOD.contains(waiting.getReason()))
                        .map(waiting -> written.apply(waiting.getReason() + ": " + waiting.getMessage()))
                        .findFirst()
                        .orElse(null));
    }

    static Snapshot replicaSet(io.fabric8.kubernetes.api.model.apps.ReplicaSet set) {
        ReplicaSetStatus status = set.getStatus();
        return new Snapshot.ReplicaSet(
                set.getMetadata().getName(),
                set.getMetadata().getUid(),
                set.getSpec().getReplicas(),
                orZero(status.getReplicas()),
                orZero(status.getReadyReplicas()),
                set.getMetadata().getGeneration(),
                orZero(status.getObservedGeneration()));
    }

    static Snapshot deployment(io.fabric8.kubernetes.api.model.apps.Deployment deployment) {
        DeploymentStatus status = deployment.getStatus();
        return new Snapshot.Deployment(
                deployment.getMetadata().getName(),
                deployment.getMetadata().getUid(),
                deployment.getSpec().getReplicas(),
                orZero(status.getReplicas()),
                orZero(status.getUpdatedReplicas()),
                orZero(status.getAvailableReplicas()),
                deployment.getMetadata().getGeneration(),
                orZero(status.getObservedGeneration()),
                status.getConditions().stream()
                        .filter(condition -> condition.getType().equals("Progressing"))
                        .map(DeploymentCondition::getReason)
                        .findFirst()
                        .orElse(null),
                RolloutLimits.maxSurge(deployment.getSpec()),
                RolloutLimits.maxUnavailable(deployment.getSpec()));
    }

    static Snapshot service(io.fabric8.kubernetes.api.model.Service service) {
        LoadBalancerStatus balancer = service.getStatus().getLoadBalancer();
        return new Snapshot.Service(
                service.getMetadata().getName(),
                service.getMetadata().getUid(),
                service.getSpec().getType(),
                service.getSpec().getClusterIP(),
                service.getSpec().getSelector(),
                service.getSpec().getPorts().stream().map(Snapshots::port).toList(),
                balancer == null
                        ? Set.of()
                        : balancer.getIngress().stream()
                                .map(address -> address.getIp() == null ? address.getHostname() : address.getIp())
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    static Snapshot ingress(io.fabric8.kubernetes.api.model.networking.v1.Ingress ingress) {
        IngressLoadBalancerStatus balancer = ingress.getStatus().getLoadBalancer();
        return new Snapshot.Ingress(
                ingress.getMetadata().getName(),
                ingress.getMetadata().getUid(),
                ingress.getSpec().getIngressClassName(),
                ingress.getSpec().getRules().stream()
                        .filter(rule -> rule.getHttp() != null)
                        .flatMap(rule -> rule.getHttp().getPaths().stream()
                                .filter(path -> path.getBackend().getService() != null)
                                .map(path -> rule(rule.getHost(), path)))
                        .toList(),
                balancer == null
                        ? Set.of()
                        : balancer.getIngress().stream()
                                .map(address -> address.getIp() == null ? address.getHostname() : address.getIp())
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Snapshot.Service.Port port(ServicePort port) {
        IntOrString target = port.getTargetPort();
        return new Snapshot.Service.Port(
                port.getPort(), target == null ? "" : String.valueOf(target.getValue()), orZero(port.getNodePort()));
    }

    private static Snapshot.Ingress.Rule rule(@Nullable String host, HTTPIngressPath path) {
        IngressServiceBackend backend = path.getBackend().getService();
        ServiceBackendPort port = backend.getPort();
        return new Snapshot.Ingress.Rule(
                host == null ? "" : host,
                path.getPath() == null ? "/" : path.getPath(),
                backend.getName(),
                port == null
                        ? ""
                        : port.getNumber() == null
                                ? port.getName()
                                : port.getNumber().toString());
    }

    static Snapshot endpoints(io.fabric8.kubernetes.api.model.Endpoints endpoints) {
        Set<String> addresses = new TreeSet<>();
        for (EndpointSubset subset : endpoints.getSubsets()) {
            for (EndpointAddress address : subset.getAddresses()) {
                for (EndpointPort port : subset.getPorts()) {
                    addresses.add(address.getIp() + ":" + port.getPort());
                }
            }
        }
        return new Snapshot.Endpoints(
                endpoints.getMetadata().getName(), endpoints.getMetadata().getUid(), addresses);
    }

    private static int orZero(@Nullable Integer number) {
        return number == null ? 0 : number;
    }

    private static long orZero(@Nullable Long number) {
        return number == null ? 0 : number;
    }
}

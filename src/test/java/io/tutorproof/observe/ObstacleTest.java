package io.tutorproof.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObstacleTest {
    /** Of Kubernetes 1.30 to 1.37. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            webhook deny.example.com cannot be called | Error from server (InternalError): error when creating "p.yaml": Internal error occurred: failed calling webhook "deny.example.com": failed to call webhook: Post "https://nobody.default.svc:443/?timeout=10s": service "nobody" not found
            webhook deny.example.com denies it        | Error from server (Forbidden): admission webhook "deny.example.com" denied the request: no latest tags
            admission policy no-nginx denies it       | Error from server: pods "p" is forbidden: ValidatingAdmissionPolicy 'no-nginx' with binding 'b' denied request: failed expression: false
            quota none is used up                     | pods "mi-app-x2x4z" is forbidden: exceeded quota: none, requested: pods=1, used: pods=0, limited: pods=0
            quota limits is not satisfied             | pods "p" is forbidden: failed quota: limits: must specify limits.cpu for: app
            PodSecurity restricted:latest denies it   | pods "p" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false
            a LimitRange for each Container denies it | pods "p" is forbidden: minimum memory usage per Container is 1Gi, but request is 100Mi
            user jane has not the right               | Error from server (Forbidden): pods is forbidden: User "jane" cannot list resource "pods" in API group "" in the namespace "default"
            the API takes no such login               | error: You must be logged in to the server (Unauthorized)
            the API server asks for fewer requests    | Error from server (TooManyRequests): the server has received too many requests and has asked us to try again later
            the API server does not do its work       | Error from server: etcdserver: request timed out
            the API server does not do its work       | Error from server (Timeout): Timeout: request did not complete within requested timeout - context deadline exceeded
            the API server does not do its work       | Error from server (ServiceUnavailable): the server is currently unable to handle the request
            a node port is in use by another service  | The Service "mi-pod" is invalid: spec.ports[0].nodePort: Invalid value: 30100: provided port is already allocated
            a node has no room left                   | The node was low on resource: ephemeral-storage. Threshold quantity: 1, available: 0.
            a node cannot make a pod's sandbox        | FailedCreatePodSandBox: Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox
            no node has room for a pod                | Unschedulable: 0/3 nodes are available: 3 Insufficient memory. preemption: 0/3 nodes are available
            a node has no room left                   | Unschedulable: 0/1 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }.
            no node has room for a pod                | Unschedulable: 0/3 nodes are available: 3 node(s) were unschedulable. preemption: 0/3 nodes are available
            an image cannot be had                    | ErrImagePull: failed to pull and unpack image "docker.io/library/nginx:none": dial tcp: lookup registry-1.docker.io: no such host
            """)
    void is_known_by_the_words_of_kubernetes(String name, String said) {
        assertThat(Obstacle.in(said)).hasValue(name + ": " + said);
    }

    /** What a tutorial itself has wrong. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "error: the path \"mi-pod.yaml\" does not exist",
                "Error from server (NotFound): pods \"mi-pod\" not found",
                "Error from server (AlreadyExists): pods \"mi-pod\" already exists",
                "Error from server (BadRequest): error when creating: unknown field \"spec.selector\"",
                "The Pod \"p\" is invalid: spec.containers[0].image: Required value",
                "error: resource mapping not found for name: \"mi-pod\": no matches for kind \"Vaina\" in version \"v1\"",
                "Unschedulable: 0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.",
                "CreateContainerConfigError: configmap \"settings\" not found",
                "InvalidImageName: Failed to apply default image tag \"No Such\": invalid reference format",
                "pod/mi-pod created"
            })
    void is_nothing_that_a_tutorial_has_wrong(String said) {
        assertThat(Obstacle.in(said)).isEmpty();
    }

    @Test
    void is_told_by_its_line_alone() {
        assertThat(Obstacle.in("pod/a created\nError from server: etcdserver: request timed out\npod/b created\n"))
                .hasValue("the API server does not do its work: Error from server: etcdserver: request timed out");
    }
}

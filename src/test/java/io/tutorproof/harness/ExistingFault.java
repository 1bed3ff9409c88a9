package io.tutorproof.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Something about a cluster that was there, its kubeconfig, or this machine, and what a run has to say then. */
enum ExistingFault {
    KUBERC("kubectl's own preferences of the user: apply on the server's side", "rs-first-apply-says", "erratum") {
        @Override
        Launch launch(Launch launch, K3dCluster cluster, Path directory) throws IOException {
            Path home = directory.resolve("home");
            Files.writeString(Files.createDirectories(home.resolve(".kube")).resolve("kuberc"), """
                    apiVersion: kubectl.config.k8s.io/v1beta1
                    kind: Preference
                    defaults:
                    - command: apply
                      options: [{name: server-side, default: "true"}]
                    - command: delete
                      options: [{name: interactive, default: "true"}]
                    """);
            return launch.in(Map.of("HOME", home.toString()));
        }
    },
    TASTES("the user's language, time zone, editor and diff program", "dry-run-pod-yaml", "caveat") {
        @Override
        Launch launch(Launch launch, K3dCluster cluster, Path directory) {
            return launch.in(Map.of(
                    "LANG",
                    "es_ES.UTF-8",
                    "TZ",
                    "Asia/Tokyo",
                    "KUBE_EDITOR",
                    "false",
                    "KUBECTL_EXTERNAL_DIFF",
                    "false",
                    "TERM",
                    "",
                    "PAGER",
                    "false"));
        }
    },
    JVM_PROXY("a proxy of the JVM", "nodeport-answers", "holds") {
        @Override
        Launch launch(Launch launch, K3dCluster cluster, Path directory) {
            return launch.with(Stream.of("http", "https")
                    .flatMap(scheme -> Stream.of(
                            "-D" + scheme + ".proxyHost=127.0.0.1",
                            "-D" + scheme + ".proxyPort=1",
                            "-D" + scheme + ".nonProxyHosts="))
                    .toArray(String[]::new));
        }
    },
    ENVIRONMENT_PROXY("a proxy of the environment", "nodeport-answers", "holds") {
        @Override
        Launch launch(Launch launch, K3dCluster cluster, Path directory) {
            return launch.in(Map.of("HTTP_PROXY", "http://127.0.0.1:1", "HTTPS_PROXY", "http://127.0.0.1:1"));
        }
    },
    PORT_8080_TAKEN("port 8080 of this machine is taken, at ::1 alone", "port-forward-app", "not-checked") {
        @Override
        AutoCloseable before(K3dCluster cluster) throws IOException {
            return new ServerSocket(8080, 1, InetAddress.getByAddress(LOOPBACK_6));
        }

        @Override
        String told() {
            return "::1";
        }
    },
    NODE_PORT_TAKEN("the tutorial's node port belongs to another service", "nodeport-answers", "inconclusive") {
        @Override
        AutoCloseable before(K3dCluster cluster) {
            cluster.onServer("kubectl create service nodeport other --tcp=80 --node-port=30100");
            return () -> cluster.onServer("kubectl delete service other");
        }

        @Override
        String told() {
            return "a node port is in use by another service";
        }
    },
    POLICY("an admission policy allows no pods", "rs-keeps-count", "inconclusive") {
        @Override
        AutoCloseable before(K3dCluster cluster) {
            cluster.onServer("""
                    kubectl apply -f - <<EOF
                    apiVersion: admissionregistration.k8s.io/v1
                    kind: ValidatingAdmissionPolicy
                    metadata: {name: no-pods}
                    spec:
                      matchConstraints:
                        resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
                      validations: [{expression: "false"}]
                    ---
                    apiVersion: admissionregistration.k8s.io/v1
                    kind: ValidatingAdmissionPolicyBinding
                    metadata: {name: no-pods}
                    spec: {policyName: no-pods, validationActions: [Deny]}
                    EOF
                    until ! kubectl run none --image=none --dry-run=server 2> /dev/null; do sleep 0.2; done""");
            return () -> cluster.onServer(
                    "kubectl delete validatingadmissionpolicybinding/no-pods validatingadmissionpolicy/no-pods");
        }

        @Override
        String told() {
            return "admission policy no-pods denies it";
        }
    },
    CORDONED("no node takes pods", "rs-keeps-count", "inconclusive") {
        @Override
        AutoCloseable before(K3dCluster cluster) {
            cluster.onServer("kubectl cordon --selector=kubernetes.io/os=linux");
            return () -> cluster.onServer("kubectl uncordon --selector=kubernetes.io/os=linux");
        }

        @Override
        String told() {
            return "no node has room for a pod";
        }
    },
    DEAD_API("an aggregated API whose server is gone", "rs-keeps-count", "holds") {
        @Override
        AutoCloseable before(K3dCluster cluster) {
            cluster.onServer("""
                    kubectl apply -f - <<EOF
                    apiVersion: apiregistration.k8s.io/v1
                    kind: APIService
                    metadata: {name: v1.dead.example.com}
                    spec:
                      group: dead.example.com
                      version: v1
                      groupPriorityMinimum: 100
                      versionPriority: 100
                      service: {name: none, namespace: default}
                    EOF""");
            return () -> cluster.onServer("kubectl delete apiservice/v1.dead.example.com");
        }

        @Override
        String told() {
            return "dead.example.com";
        }
    },
    NO_RIGHTS("a user without rights", "rs-keeps-count", "inconclusive") {
        @Override
        int code() {
            return 2;
        }

        @Override
        AutoCloseable before(K3dCluster cluster) {
            cluster.onServer("kubectl create serviceaccount nobody");
            return () -> cluster.onServer("kubectl delete serviceaccount nobody");
        }

        @Override
        Launch launch(Launch launch, K3dCluster cluster, Path directory) throws IOException {
            return as(launch, cluster, directory, "token: " + cluster.onServer("kubectl create token nobody"));
        }

        @Override
        String told() {
            return "forbidden";
        }
    },
    EXPIRED("a token that is not taken", "rs-keeps-count", "inconclusive") {
        @Override
        int code() {
            return 2;
        }

        @Override
        Launch launch(Launch launch, K3dCluster cluster, Path directory) throws IOException {
            return as(launch, cluster, directory, "token: expired");
        }

        @Override
        String told() {
            return "Unauthorized";
        }
    },
    LOGIN_HELPER("a login helper beside the kubeconfig", "rs-keeps-count", "holds") {
        @Override
        AutoCloseable before(K3dCluster cluster) {
            cluster.onServer(ADMIN);
            return () -> cluster.onServer(NO_ADMIN);
        }

        @Override
        Launch launch(Launch launch, K3dCluster cluster, Path directory) throws IOException {
            Path helper = directory.resolve("helper.sh");
            Files.writeString(
                    helper,
                    "#!/bin/sh\necho '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\","
                            + "\"status\":{\"token\":\"" + cluster.onServer("kubectl create token admin") + "\"}}'\n");
            if (!helper.toFile().setExecutable(true)) {
                throw new IOException(helper + " cannot be made a program");
            }
            return as(
                    launch,
                    cluster,
                    directory,
                    "exec: {apiVersion: client.authentication.k8s.io/v1, command: ./helper.sh, interactiveMode: Never}");
        }
    },
    SEVERAL_FILES("a kubeconfig in two files", "rs-keeps-count", "holds") {
        @Override
        Launch launch(Launch launch, K3dCluster cluster, Path directory) throws IOException {
            Path contexts = directory.resolve("contexts");
            Files.writeString(
                    contexts,
                    "contexts: [{name: kind-two, context: {cluster: %s, user: admin@%s}}]\n"
                            .formatted(cluster.context(), cluster.context()));
            return launch.set(Map.of("kubeconfig", contexts + ":" + cluster.kubeconfig(), "context", "kind-two"));
        }
    },
    WATCH_FORBIDDEN("the right to watch is taken away", "rs-heals", "inconclusive") {
        @Override
        AutoCloseable before(K3dCluster cluster) {
            cluster.onServer(ADMIN);
            return () -> cluster.onServer(NO_ADMIN);
        }

        @Override
        Launch launch(Launch launch, K3dCluster cluster, Path directory) throws IOException {
            return as(launch, cluster, directory, "token: " + cluster.onServer("kubectl create token admin"));
        }

        @Override
        void strike(RunUnderTest run, K3dCluster cluster) {
            run.until(
                    "pods of it",
                    () -> cluster.onServer("kubectl get pods --all-namespaces --output=name")
                            .contains("pod/mi-app"));
            run.meanwhileStopped(() -> {
                cluster.onServer("""
                        kubectl delete clusterrolebinding admin
                        kubectl create clusterrole no-watch --verb=get,list,create,update,patch,delete,deletecollection --resource='*.*'
                        kubectl create clusterrolebinding no-watch --clusterrole=no-watch --serviceaccount=default:admin""");
                Command.must("ss", "--kill", "--tcp", "dst", cluster.api());
            });
        }

        @Override
        String told() {
            return "cannot be resumed";
        }
    };

    private static final byte[] LOOPBACK_6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private static final String ADMIN = """
            kubectl create serviceaccount admin
            kubectl create clusterrolebinding admin --clusterrole=cluster-admin --serviceaccount=default:admin""";
    private static final String NO_ADMIN = """
            kubectl delete --ignore-not-found clusterrolebinding/admin clusterrolebinding/no-watch clusterrole/no-watch
            kubectl delete serviceaccount admin""";

    private final String what;
    private final String claim;
    private final String wanted;

    ExistingFault(String what, String claim, String wanted) {
        this.what = what;
        this.claim = claim;
        this.wanted = wanted;
    }

    String what() {
        return what;
    }

    String claim() {
        return claim;
    }

    /** The verdict that has to come of it. */
    String wanted() {
        return wanted;
    }

    /** The exit code of the run: 2 where it cannot begin. */
    int code() {
        return List.of("holds", "caveat", "erratum").contains(wanted) ? 0 : 1;
    }

    /** What has to be said besides; nothing where there is nothing to say. */
    String told() {
        return "";
    }

    /** Makes it so; closing it undoes that. */
    AutoCloseable before(K3dCluster cluster) throws IOException {
        return () -> {};
    }

    /** How the run is started, other than usually. */
    Launch launch(Launch launch, K3dCluster cluster, Path directory) throws IOException {
        return launch;
    }

    /** Does something in the run's midst. */
    void strike(RunUnderTest run, K3dCluster cluster) {}

    /** By another user of the same cluster. */
    private static Launch as(Launch launch, K3dCluster cluster, Path directory, String user) throws IOException {
        Path file = directory.resolve("user");
        K3dCluster.write(file, """
                contexts: [{name: kind-other, context: {cluster: %s, user: other}}]
                users: [{name: other, user: {%s}}]
                """.formatted(cluster.context(), user));
        return launch.set(Map.of("kubeconfig", file + ":" + cluster.kubeconfig(), "context", "kind-other"));
    }
}

package io.tutorproof.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Something that goes wrong under a run of one claim, and what the run has to say then. */
enum Fault {
    WATCH_CUT("connections of the watches cut in the midst of a rollout", "deploy-rolls-one-by-one", "holds") {
        @Override
        void strike(RunUnderTest run) {
            run.untilPrinted("images loaded");
            String api = run.api();
            // A watch goes on from the last event that it has seen, so nothing is lost.
            midst(run, () -> Command.must("ss", "--kill", "--tcp", "dst", api));
        }
    },
    API_GONE_FOR_5_S("the API server cannot be reached for 5 s", "deploy-rolls-one-by-one", "inconclusive") {
        @Override
        void strike(RunUnderTest run) {
            // By the node itself, which may be gone before that time is over.
            midst(
                    run,
                    () -> run.inNode(
                            "server", refuse("insert") + "; (sleep 5; " + refuse("delete") + ") > /dev/null 2>&1 &"));
        }
    },
    API_GONE("the API server cannot be reached any more", "deploy-rolls-one-by-one", "inconclusive") {
        @Override
        void strike(RunUnderTest run) {
            midst(run, () -> run.inNode("server", refuse("insert")));
        }
    },
    NODE_PAUSED("a node's container is paused", "deploy-rolls-one-by-one", "inconclusive") {
        @Override
        void strike(RunUnderTest run) {
            midst(run, () -> run.docker("pause", run.node("agent-1")));
        }
    },
    SERVER_PAUSED("the server's container is paused", "deploy-rolls-one-by-one", "inconclusive") {
        @Override
        void strike(RunUnderTest run) {
            midst(run, () -> run.docker("pause", run.node("server")));
        }
    },
    NODE_KILLED("a node's container is killed", "deploy-rolls-one-by-one", "inconclusive") {
        @Override
        void strike(RunUnderTest run) {
            midst(run, () -> run.docker("kill", run.node("agent-1")));
        }
    },
    SERVER_KILLED("the server's container is killed", "deploy-rolls-one-by-one", "inconclusive") {
        @Override
        void strike(RunUnderTest run) {
            midst(run, () -> run.docker("kill", run.node("server")));
        }
    },
    ENGINE_RESTARTED(
            "the Docker engine, which keeps no logs, is restarted", "deploy-rolls-one-by-one", "inconclusive") {
        @Override
        Map<String, String> environment() {
            return Map.of("DOCKER_HOST", OwnEngine.running().host());
        }

        @Override
        List<String> within() {
            return OwnEngine.running().within();
        }

        @Override
        void strike(RunUnderTest run) {
            midst(run, () -> {});
            OwnEngine.running().restart(); // not while the run stands still, which has to see it
        }
    },
    NODE_PAUSED_IN_WINDOW(
            "a node's container is paused while nothing is to happen", "rs-keeps-old-image", "inconclusive") {
        @Override
        void strike(RunUnderTest run) {
            run.untilImageOf("pods", claim(), OLD_IMAGE);
            run.untilImageOf("replicasets", claim(), NEW_IMAGE);
            run.inTheMidstOf(claim(), () -> run.docker("pause", run.node("agent-1")));
        }
    },
    IMAGE_MISSING("an image is missing on one node", "rs-keeps-count", "inconclusive") {
        @Override
        void strike(RunUnderTest run) {
            run.untilPrinted("images loaded");
            run.meanwhileStopped(
                    () -> run.inNode(
                            "agent-1",
                            "ctr -n k8s.io images ls -q | grep -e imagen:v0.2.0 -e '^sha256:' | xargs ctr -n k8s.io images rm"));
        }
    },
    DISK_FULL("a node's disk is full when images are loaded", "rs-keeps-count", "inconclusive") {
        @Override
        void strike(RunUnderTest run) {
            run.untilPrinted("cluster ready");
            run.meanwhileStopped(
                    () -> run.inNode(
                            "agent-1",
                            "for d in /var/lib/containerd /var/lib/rancher/k3s/agent/containerd; do"
                                    + " d=$d/io.containerd.content.v1.content;"
                                    + " if [ -d $d ]; then mount -t tmpfs -o size=4m none $d && mkdir -p $d/ingest $d/blobs/sha256; fi; done"));
        }
    },
    IMAGE_UNKNOWN("a pod's image cannot be had", "apply-creates-pod", "inconclusive") {
        @Override
        Map<String, String> settings() throws IOException {
            return withPodImage("registry.invalid/app:v1");
        }
    },
    NEVER_STARTS("a pod needs a ConfigMap that its manifest does not make", "apply-creates-pod", "refuted") {
        @Override
        Map<String, String> settings() throws IOException {
            return withPodImage("andr35/imagen:v0.1.0\n    envFrom: [{configMapRef: {name: none}}]");
        }
    },
    QUOTA("a quota allows no more pods", "rs-heals", "inconclusive") {
        @Override
        void strike(RunUnderTest run) {
            run.untilImageOf("pods", claim(), OLD_IMAGE);
            run.inTheMidstOf(
                    claim(),
                    () -> run.inNode("server", "kubectl create quota none --hard=pods=0 --namespace=" + claim()));
        }
    },
    WEBHOOK("a webhook that nobody answers", "rs-keeps-count", "inconclusive") {
        @Override
        void strike(RunUnderTest run) {
            run.untilPrinted("cluster ready");
            run.meanwhileStopped(() -> run.inNode("server", """
                    kubectl apply -f - <<EOF
                    apiVersion: admissionregistration.k8s.io/v1
                    kind: ValidatingWebhookConfiguration
                    metadata: {name: nobody}
                    webhooks:
                    - name: nobody.example.com
                      admissionReviewVersions: [v1]
                      sideEffects: None
                      clientConfig: {service: {name: nobody, namespace: default}}
                      rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
                    EOF"""));
        }
    },
    OTHER_IMAGE_NAMES(
            "Testcontainers is told to take images from a registry that is not there", "dry-run-pod-yaml", "caveat") {
        @Override
        Map<String, String> environment() {
            return Map.of("TESTCONTAINERS_HUB_IMAGE_NAME_PREFIX", "registry.invalid/");
        }
    },
    NODE_PORT_BY_CHANCE("a service of the cluster's own was given the tutorial's node port", "nodeport-yaml", "holds") {
        @Override
        void strike(RunUnderTest run) {
            run.untilPrinted("cluster ready");
            run.meanwhileStopped(() -> run.inNode(
                    "server",
                    "kubectl create service nodeport other --tcp=80 --node-port=30100 --namespace=kube-system"));
        }
    },
    CLOCK_AHEAD("this machine's clock is an hour ahead", "deploy-rolls-one-by-one", "holds") {
        @Override
        Map<String, String> environment() {
            return clock("3600");
        }
    },
    CLOCK_BEHIND("this machine's clock is an hour behind", "deploy-rolls-one-by-one", "inconclusive") {
        @Override
        Map<String, String> environment() {
            return clock("-3600");
        }

        @Override
        void strike(RunUnderTest run) {
            run.untilPrinted("cluster starting"); // whose certificates are not yet valid then
        }
    },
    INTERRUPTED("the run is interrupted (Ctrl-C)", "deploy-rolls-one-by-one", "inconclusive") {
        @Override
        void strike(RunUnderTest run) {
            midst(run, () -> run.signal("INT"));
        }
    },
    INTERRUPTED_EARLY("the run is interrupted while the cluster starts", "deploy-rolls-one-by-one", "inconclusive") {
        @Override
        void strike(RunUnderTest run) {
            run.until("a first container", () -> !run.containers().isEmpty());
            run.signal("INT");
        }
    },
    KILLED("the run is killed (SIGKILL)", "deploy-rolls-one-by-one", "none") {
        @Override
        void strike(RunUnderTest run) {
            midst(run, () -> run.signal("KILL"));
        }
    };

    private static final String OLD_IMAGE = "andr35/imagen:v0.2.0";
    private static final String NEW_IMAGE = "andr35/imagen:v0.3.0";

    private final String what;
    private final String claim;
    private final String wanted;

    Fault(String what, String claim, String wanted) {
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

    /** The verdict that has to come of it; {@code none} where nobody is left to give one. */
    String wanted() {
        return wanted;
    }

    Map<String, String> settings() throws IOException {
        return RunUnderTest.only(claim);
    }

    /** The same with manifests in which the app's first pod has another image, and what else stands behind that. */
    Map<String, String> withPodImage(String image) throws IOException {
        Path manifests = Path.of("target", "harness", "manifests-" + name()).toAbsolutePath();
        Command.must("rm", "-rf", manifests.toString());
        Command.must("cp", "-r", "manifests", manifests.toString());
        Path pod = manifests.resolve("deploy-01/mi-pod.yaml");
        Files.writeString(pod, Files.readString(pod).replace("andr35/imagen:v0.1.0", image));
        Map<String, String> settings = RunUnderTest.only(claim);
        settings.put("manifests", manifests.toString());
        return settings;
    }

    Map<String, String> environment() {
        return Map.of();
    }

    /** How the command begins that runs it. */
    List<String> within() {
        return List.of();
    }

    /** Does it, at the right time. */
    void strike(RunUnderTest run) {
        run.untilPrinted("images loaded");
    }

    /** Whether the run had no chance to remove anything. */
    boolean leavesItToTheNext() {
        return this == KILLED;
    }

    private static void midst(RunUnderTest run, Runnable act) {
        String claim = "deploy-rolls-one-by-one";
        run.untilImageOf("pods", claim, NEW_IMAGE);
        run.inTheMidstOf(claim, act);
    }

    private static String refuse(String how) {
        return "iptables --" + how + " INPUT --protocol tcp --dport 6443 --jump REJECT --reject-with tcp-reset";
    }

    private static Map<String, String> clock(String shift) {
        Path library = Path.of("target", "clock.so").toAbsolutePath();
        Command.must("cc", "-shared", "-fPIC", "-o", library.toString(), "src/test/c/clock.c", "-ldl");
        return Map.of("LD_PRELOAD", library.toString(), "CLOCK_SHIFT", shift);
    }
}

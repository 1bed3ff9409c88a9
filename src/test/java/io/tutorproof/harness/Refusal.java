package io.tutorproof.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Something because of which nothing can be verified, and what has to be said of it at once.
 *
 * @param code the exit code: 1 where nothing would be checked, 2 where it cannot work
 * @param told what the line has to say
 */
record Refusal(String what, Launch launch, int code, List<String> told) {
    private static final String LEDGER_ENTRY = """
            - id: %s
              section: Pods
              statement: {en: It runs., es: Funciona.}
              expected: holds
            """;

    /** All of them; the files that they take are made in the directory. */
    static List<Refusal> all(Path directory) throws IOException {
        return List.of(
                setting(
                        "a setting of a name that does not exist",
                        "noodles",
                        "3",
                        2,
                        "unknown setting 'tutorproof.noodles'"),
                setting("a setting that is no number", "nodes", "none", 2, "must be a whole number from 1 to 20"),
                setting(
                        "a claim of an id that nobody has",
                        "only",
                        "rs-keeps-cuont",
                        1,
                        "'rs-keeps-cuont', which is no claim"),
                setting("manifests that are not there", "manifests", "/none", 2, "/none"),
                setting("images that are not known by their pages", "images", "/none", 2, "set tutorproof.pages"),
                setting("mutants that are not there", "mutants", "/none.yaml", 2, "/none.yaml"),
                setting("a context without a kubeconfig", "context", "kind-a", 2, "tutorproof.kubeconfig does not say"),
                setting("a registry that is none", "registry", "a b", 2, "tutorproof."),
                setting("a node image that nobody has", "cluster.image", "tutorproof/none:none", 2, "cannot be pulled"),
                ledger(directory, "a ledger without claims", "[]", 1, "the ledger lists no claim"),
                ledger(directory, "a ledger that is no list", "a: b", 2, "claims.yaml: a ledger is a list"),
                ledger(directory, "a ledger that is no YAML", "- [", 2, "claims.yaml:"),
                ledger(
                        directory,
                        "an id of 70 letters",
                        LEDGER_ENTRY.formatted("a".repeat(70)),
                        2,
                        "claims.yaml:1: the id"),
                environment(
                        "an engine that is not there",
                        Map.of("DOCKER_HOST", "unix:///none.sock"),
                        "No Docker engine answers at unix:///none.sock"),
                environment(
                        "an engine of another host",
                        Map.of("DOCKER_HOST", "tcp://192.0.2.1:2375"),
                        "Docker runs on another host (tcp://192.0.2.1:2375)"),
                environment(
                        "an engine whose address is none",
                        Map.of("DOCKER_HOST", "docker"),
                        "'docker' and must be an address such as unix:///var/run/docker.sock"),
                home(
                        directory,
                        "an engine of another host, set for Testcontainers",
                        "docker.host=tcp\\://192.0.2.1\\:2375",
                        "Docker runs on another host (tcp://192.0.2.1:2375)"),
                home(
                        directory,
                        "another way of Testcontainers to name images",
                        "image.substitutor=com.example.None",
                        "com.example.None"),
                new Refusal(
                        "a network from which no port is reached",
                        new Launch(
                                "no-network",
                                RunUnderTest.only("dry-run-pod-yaml"),
                                Map.of(),
                                List.of("unshare", "--net"),
                                List.of(),
                                ""),
                        2,
                        List.of("cannot be reached from here", "Run this in the network")),
                kubeconfig(directory, "null", "contexts: null", "has no contexts"),
                kubeconfig(directory, "no-cluster", "contexts: [{name: kind-a}]", "names no cluster"),
                kubeconfig(
                        directory,
                        "gone",
                        "contexts: [{name: kind-a, context: {cluster: gone, user: gone}}]",
                        "the cluster 'gone', which is not there"),
                kubeconfig(
                        directory,
                        "no-user",
                        "contexts: [{name: kind-a, context: {cluster: c}}]\nclusters: [{name: c, cluster: {server: 'https://127.0.0.1:1'}}]",
                        "names no user"),
                kubeconfig(
                        directory, "no-scheme", config("server: '127.0.0.1:1'", "token: t"), "server is '127.0.0.1:1'"),
                kubeconfig(
                        directory,
                        "proxy",
                        config("server: 'https://127.0.0.1:1', proxy-url: 'socks5://127.0.0.1:1'", "token: t"),
                        "proxy-url is"),
                kubeconfig(
                        directory,
                        "other-name",
                        config("server: 'https://127.0.0.1:1', tls-server-name: kubernetes", "token: t"),
                        "tls-server-name is"),
                kubeconfig(
                        directory,
                        "no-helper",
                        config(
                                "server: 'https://127.0.0.1:1'",
                                "exec: {apiVersion: client.authentication.k8s.io/v1, command: ./none.sh, interactiveMode: Never}"),
                        "exec.command is './none.sh', which cannot be run"),
                kubeconfig(directory, "nobody", config("server: 'https://127.0.0.1:1'", "token: t"), "cannot be used"));
    }

    private static String config(String cluster, String user) {
        return """
                contexts: [{name: kind-a, context: {cluster: c, user: u}}]
                clusters: [{name: c, cluster: {%s}}]
                users: [{name: u, user: {%s}}]
                """.formatted(cluster, user);
    }

    private static Refusal setting(String what, String name, String value, int code, String told) {
        Map<String, String> settings = RunUnderTest.only("rs-keeps-count");
        settings.put(name, value);
        return new Refusal(what, new Launch("refused-" + name, settings, Map.of()), code, List.of(told));
    }

    private static Refusal environment(String what, Map<String, String> environment, String told) {
        String name = "refused-" + what.replace(' ', '-').replace(",", "");
        return new Refusal(what, new Launch(name, RunUnderTest.only("rs-keeps-count"), environment), 2, List.of(told));
    }

    private static Refusal ledger(Path directory, String what, String yaml, int code, String told) throws IOException {
        Path resources = Files.createTempDirectory(directory, "ledger");
        Files.writeString(resources.resolve("claims.yaml"), yaml);
        Launch launch = new Launch(
                "refused-" + resources.getFileName(), Map.of(), Map.of(), List.of(), List.of(), resources.toString());
        return new Refusal(what, launch, code, List.of(told));
    }

    /** What somebody has in their home directory. */
    private static Refusal home(Path directory, String what, String properties, String told) throws IOException {
        Path home = Files.createTempDirectory(directory, "home");
        Files.writeString(home.resolve(".testcontainers.properties"), properties);
        Launch launch = new Launch(
                "refused-" + home.getFileName(),
                RunUnderTest.only("rs-keeps-count"),
                Map.of(),
                List.of(),
                List.of("-Duser.home=" + home),
                "");
        return new Refusal(what, launch, 2, List.of(told));
    }

    private static Refusal kubeconfig(Path directory, String name, String text, String told) throws IOException {
        Path file = directory.resolve("kubeconfig-" + name);
        Files.writeString(file, text);
        Map<String, String> settings = RunUnderTest.only("rs-keeps-count");
        settings.put("kubeconfig", file.toString());
        settings.put("context", "kind-a");
        return new Refusal(
                "a kubeconfig: " + name,
                new Launch("refused-kubeconfig-" + name, settings, Map.of()),
                2,
                List.of(told));
    }

    @Override
    public String toString() {
        return what;
    }
}

package io.tutorproof.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A kubeconfig means what kubectl takes it for, or is refused with the field that cannot be followed. */
class KubeconfigTest {
    private static final String GOOD_SERVER = "server: 'https://127.0.0.1:6443'";

    @TempDir
    private Path directory = Path.of("");

    private Path write(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static String config(String cluster, String user) {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {%s}}]
                contexts: [{name: kind-a, context: {cluster: c, user: u}}]
                users: [{name: u, user: {%s}}]
                """.formatted(cluster, user);
    }

    private Entrance entrance(String content) throws IOException {
        return Kubeconfig.read(write("config", content).toString()).entrance("kind-a");
    }

    private Config client(String cluster, String user) throws IOException {
        return entrance(config(cluster, user)).client();
    }

    private String refusal(String content) throws IOException {
        Path file = write("config", content);
        KubeconfigException refused = org.junit.jupiter.api.Assertions.assertThrows(
                KubeconfigException.class,
                () -> Kubeconfig.read(file.toString()).entrance("kind-a"));
        assertThat(refused).hasMessageContaining(file.toString());
        return String.valueOf(refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "- 1|which is no kubeconfig",
                "a: [|which is no kubeconfig",
                "#|which is empty",
                "{contexts: null, clusters: null, users: null}|has no contexts",
                "contexts: [null, {name: b}]|has the contexts [b]",
                "contexts: [{name: kind-a}]|context 'kind-a' names no cluster",
                "contexts: [{name: kind-a, context: {cluster: c}}]|context 'kind-a' names no user",
                "contexts: [{name: kind-a, context: {cluster: c, user: u}}]|names the cluster 'c', which is not there",
                "{contexts: [{name: kind-a, context: {cluster: c, user: u}}], clusters: [{name: c}]}|names the user 'u', which is"
                        + " not there",
            })
    void what_is_not_there_is_told(String content, String why) throws IOException {
        assertThat(refusal(content)).contains(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "tls-server-name: kubernetes|''|cluster 'c': tls-server-name is 'kubernetes'",
                "proxy-url: 'socks5://127.0.0.1:1080'|''|cluster 'c': proxy-url is 'socks5://127.0.0.1:1080'",
                "proxy-url: 'http://me:secret@127.0.0.1:1080'|''|cluster 'c': proxy-url",
                "certificate-authority: none.crt|''|cluster 'c': certificate-authority is",
                "'insecure-skip-tls-verify: true, certificate-authority: config'|''|insecure-skip-tls-verify is true beside",
                "''|client-certificate: config|user 'u': client-key is missing",
                "''|client-key: config|user 'u': client-certificate is missing",
                "''|tokenFile: none|user 'u': tokenFile is",
                "''|'username: me, token: t'|user 'u': username is set beside a token",
                "''|auth-provider: {name: gcp}|user 'u': auth-provider is set",
                "''|'as: you, as-uid: 7'|user 'u': as-uid is set",
                "certificate-authority: config, certificate-authority-data: eA==|''|certificate-authority is set beside",
                "''|'client-key: config, client-key-data: eA=='|user 'u': client-key is set beside client-key-data",
                "''|as-groups: [some]|user 'u': as is missing beside as-groups",
                "''|'exec: {apiVersion: client.authentication.k8s.io/v1, command: a}'|exec.interactiveMode is missing",
                "''|'exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: a, env: [{value: b}]}'|exec.env has",
                "''|'exec: {apiVersion: client.authentication.k8s.io/v1}'|user 'u': exec.command is missing",
                "''|'exec: {command: /bin/true}'|user 'u': exec.apiVersion is 'null'",
            })
    void what_cannot_be_followed_is_refused_by_its_name(String cluster, String user, String why) throws IOException {
        String more = unquoted(cluster);
        assertThat(refusal(config(GOOD_SERVER + (more.isEmpty() ? "" : ", " + more), unquoted(user))))
                .contains("context 'kind-a'")
                .contains(why)
                .doesNotContain("secret");
    }

    /** Its own words quote the text, and with it what must not be told. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "users: secret-token|which is no kubeconfig: see the field users",
                "users: [{name: u, user: secret-token}]|which is no kubeconfig: see the field users.user",
                "token: secret-token: [|which is no kubeconfig: see line 1"
            })
    void a_parser_that_fails_tells_no_secret(String content, String told) throws IOException {
        assertThat(refusal(content)).contains(told).doesNotContain("secret");
    }

    @Test
    void a_server_tells_no_password() throws IOException {
        assertThat(refusal(config("server: 'https://me:secret@127.0.0.1:6443'", "token: t")))
                .contains("cluster 'c': server is 'https://***@127.0.0.1:6443'")
                .doesNotContain("secret");
    }

    @Test
    void a_login_helper_is_not_asked_for_what_the_file_has() throws IOException {
        Path asked = directory.resolve("asked");
        helper("touch '" + asked + "'\n" + answer("\"token\":\"helpers\""));

        Config client = client(GOOD_SERVER, "token: own, " + exec("./token.sh", ""));

        assertThat(client.getOauthToken()).isEqualTo("own");
        assertThat(client.getOauthTokenProvider()).isNull();
        assertThat(asked).doesNotExist();
    }

    private static String unquoted(String part) {
        return part.startsWith("'") && part.endsWith("'") ? part.substring(1, part.length() - 1) : part;
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:6443", "ftp://a:1", "https://", "''", "https://a b"})
    void a_server_needs_its_scheme(String server) throws IOException {
        assertThat(refusal(config("server: '" + server + "'", "token: t"))).contains("cluster 'c': server is");
    }

    @Test
    void relative_names_are_relative_to_the_file_that_has_them() throws IOException {
        write("ca.crt", "x");
        write("me.crt", "x");
        write("me.key", "x");
        Config client = client(
                GOOD_SERVER + ", certificate-authority: ca.crt", "client-certificate: me.crt, client-key: ./me.key");

        assertThat(client.getCaCertFile()).isEqualTo(directory.resolve("ca.crt").toString());
        assertThat(client.getClientCertFile())
                .isEqualTo(directory.resolve("me.crt").toString());
        assertThat(client.getClientKeyFile())
                .isEqualTo(directory.resolve("me.key").toString());
    }

    @Test
    void of_several_files_the_first_to_name_a_thing_counts() throws IOException {
        Path first = write("one/config", "users: [{name: u, user: {tokenFile: token}}]\ncontexts: [{name: other}]\n");
        write("one/token", "first\n");
        Path second = write("two/config", config(GOOD_SERVER, "token: second"));
        String files = String.join(
                File.pathSeparator, first.toString(), directory.resolve("none").toString(), second.toString());

        Kubeconfig both = Kubeconfig.read(files);

        assertThat(both.contexts()).containsExactly("other", "kind-a");
        assertThat(both.entrance("kind-a").client().getOauthTokenProvider().getToken())
                .isEqualTo("first");
    }

    @Test
    void a_token_file_is_read_again() throws IOException {
        Path token = write("token", "one\n");
        Config client = client(GOOD_SERVER, "tokenFile: token");
        assertThat(client.getOauthTokenProvider().getToken()).isEqualTo("one");

        Files.writeString(token, "two\n");

        assertThat(client.getOauthTokenProvider().getToken()).isEqualTo("two");
    }

    @Test
    void a_proxy_of_the_file_is_taken() throws IOException {
        assertThat(client(GOOD_SERVER + ", proxy-url: 'http://127.0.0.1:3128'", "token: t")
                        .getHttpsProxy())
                .isEqualTo("http://127.0.0.1:3128");
    }

    @Test
    void who_is_impersonated_is_taken() throws IOException {
        Config client = client(GOOD_SERVER, "token: t, as: you, as-groups: [some, more], as-user-extra: {a: [b]}");

        assertThat(client.getImpersonateUsername()).isEqualTo("you");
        assertThat(client.getImpersonateGroups()).containsExactly("some", "more");
        assertThat(client.getImpersonateExtras()).containsKey("a");
    }

    private static String exec(String command, String more) {
        return "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: '" + command
                + "', interactiveMode: Never" + more + "}";
    }

    private void helper(String script) throws IOException {
        assertThat(write("token.sh", "#!/bin/sh\n" + script).toFile().setExecutable(true))
                .isTrue();
    }

    private static String answer(String status) {
        return "echo '{\"kind\":\"ExecCredential\",\"status\":{" + status + "}}'\n";
    }

    @Test
    void a_login_helper_is_relative_to_the_file_and_told_what_kubectl_tells_it() throws IOException {
        helper("[ -n \"$KUBERNETES_EXEC_INFO\" ] && [ $# = 0 ] && [ \"$MINE\" = yes ] || exit 3\n"
                + answer("\"token\":\"abc\""));

        Config client = client(GOOD_SERVER, exec("./token.sh", ", args: null, env: [{name: MINE, value: 'yes'}]"));

        assertThat(client.getOauthTokenProvider().getToken()).isEqualTo("abc");
    }

    @Test
    void a_login_helpers_arguments_are_never_given_to_a_shell() throws IOException {
        helper("printf '%s' \"$1\" > \"$(dirname \"$0\")/argument\"\n" + answer("\"token\":\"abc\""));
        Path owned = directory.resolve("owned");

        client(GOOD_SERVER, exec("./token.sh", ", args: ['ignored;touch${IFS}" + owned + "']"));

        assertThat(owned).doesNotExist();
        assertThat(directory.resolve("argument")).hasContent("ignored;touch${IFS}" + owned);
    }

    @Test
    void a_login_is_made_again_when_it_has_expired() throws IOException {
        Path count = directory.resolve("count");
        helper("echo x >> '" + count + "'\n"
                + answer("\"token\":\"abc\",\"expirationTimestamp\":\"2020-01-01T00:00:00Z\""));
        Config client = client(GOOD_SERVER, exec("./token.sh", ""));

        client.getOauthTokenProvider().getToken();

        assertThat(count).hasContent("x\nx\n");
    }

    @Test
    void a_login_helper_may_give_a_certificate() throws IOException {
        helper(answer("\"clientCertificateData\":\"c\",\"clientKeyData\":\"k\""));

        assertThat(client(GOOD_SERVER, exec("./token.sh", "")).getClientCertData())
                .isEqualTo("Yw==");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exit 4|ended with exit code 4",
                "echo nothing|printed neither a token nor a certificate",
                "echo '{\"status\":{\"token\":7}}'|printed neither a token nor a certificate",
                "echo '{\"status\":{\"token\":\"t\",\"expirationTimestamp\":\"soon\"}}'|whose expirationTimestamp is no time",
            })
    void a_login_helper_that_fails_is_told(String script, String why) throws IOException {
        helper(script + "\n");
        assertThat(refusal(config(GOOD_SERVER, exec("./token.sh", ""))))
                .contains("user 'u': exec.command")
                .contains(why);
    }

    @Test
    void a_login_helper_that_is_not_there_is_told_with_its_hint() throws IOException {
        assertThat(refusal(config(GOOD_SERVER, exec("no-such-helper", ", installHint: get it there"))))
                .contains("which cannot be run: get it there");
    }

    @Test
    void of_several_files_none_of_which_exists_it_is_told() {
        assertThatThrownBy(() -> Kubeconfig.read("/none/a" + File.pathSeparator + "/none/b"))
                .isInstanceOf(KubeconfigException.class)
                .hasMessageContaining("none of these files exists");
    }
}

package io.tutorproof.kubeconfig;

import static io.tutorproof.kubeconfig.Fields.isSet;

import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.api.model.ExecEnvVar;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.OAuthTokenProvider;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.tutorproof.shell.Executed;
import io.tutorproof.shell.LocalShell;
import io.tutorproof.shell.ShellException;
import java.io.File;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The program of a user that logs in: asked as kubectl asks it, without a shell, and again when what it gave has expired.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins">how</a>
 */
final class LoginHelper implements OAuthTokenProvider {
    private static final String GROUP = "client.authentication.k8s.io/";

    private final Fields fields;
    private final ExecConfig exec;
    private final Cluster cluster;
    private @Nullable Credential credential;

    /** What it printed; no end when it did not say one. */
    private record Credential(
            @Nullable String token,
            @Nullable String certificate,
            @Nullable String key,
            @Nullable Instant end) {}

    LoginHelper(Fields fields, ExecConfig exec, Cluster cluster) {
        this.fields = fields;
        this.exec = exec;
        this.cluster = cluster;
        if (!isSet(exec.getCommand())) {
            throw fields.refused("exec.command", "is missing");
        }
        if (!List.of(GROUP + "v1", GROUP + "v1beta1").contains(String.valueOf(exec.getApiVersion()))) {
            throw fields.refused(
                    "exec.apiVersion",
                    "is '" + exec.getApiVersion() + "' and must be " + GROUP + "v1 or " + GROUP + "v1beta1");
        }
        if (!isSet(exec.getInteractiveMode()) && (GROUP + "v1").equals(exec.getApiVersion())) {
            throw fields.refused("exec.interactiveMode", "is missing: kubectl refuses that too");
        }
        if (exec.getEnv() != null && exec.getEnv().stream().anyMatch(variable -> !isSet(variable.getName()))) {
            throw fields.refused("exec.env", "has a variable without a name");
        }
        if ("Always".equals(exec.getInteractiveMode())) {
            throw fields.refused(
                    "exec.interactiveMode", "is Always, and nobody is there to answer: log in another way");
        }
    }

    void into(ConfigBuilder builder) {
        Credential given = credential();
        if (given.certificate() != null) {
            String key = base64(given.key());
            builder.withClientCertData(base64(given.certificate())).withClientKeyData(key);
            KeyAlgorithm.into(builder, fields, "exec.command", null, key);
        }
        if (given.token() != null) {
            builder.withOauthTokenProvider(this);
        }
    }

    private static @Nullable String base64(@Nullable String text) {
        return text == null
                ? null
                : java.util.Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public @Nullable String getToken() {
        return credential().token();
    }

    private synchronized Credential credential() {
        Credential known = credential;
        if (known == null || (known.end() != null && known.end().isBefore(Instant.now()))) {
            known = asked();
            credential = known;
        }
        return known;
    }

    private Credential asked() {
        List<String> command = new ArrayList<>();
        // As kubectl: a name with a separator is a file, relative to the kubeconfig; another is looked for in PATH.
        String name = exec.getCommand();
        command.add(name.contains(File.separator) ? fields.relative(name).toString() : name);
        if (exec.getArgs() != null) {
            command.addAll(exec.getArgs());
        }
        Map<String, String> environment = new HashMap<>();
        environment.put("KUBERNETES_EXEC_INFO", Serialization.asJson(info()));
        for (ExecEnvVar variable : exec.getEnv() == null ? List.<ExecEnvVar>of() : exec.getEnv()) {
            environment.put(variable.getName(), variable.getValue() == null ? "" : variable.getValue());
        }
        Executed executed;
        try {
            executed = new LocalShell().run(System.getProperty("user.dir"), environment, command);
        } catch (ShellException e) {
            String hint =
                    isSet(exec.getInstallHint()) ? ": " + exec.getInstallHint().strip() : "";
            throw new KubeconfigException(
                    fields.refused("exec.command", "is '" + name + "', which cannot be run")
                                    .getMessage()
                            + hint,
                    e);
        }
        if (executed.exitCode() != 0) {
            throw fields.refused(
                    "exec.command",
                    "is '" + name + "', which ended with exit code " + executed.exitCode() + ": "
                            + executed.stderr().strip());
        }
        return read(name, executed.stdout());
    }

    /** What a helper is told: that nobody is there, and of which cluster, when it wants to know. */
    private Map<String, Object> info() {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("interactive", false);
        if (Boolean.TRUE.equals(exec.getProvideClusterInfo())) {
            Map<String, Object> about = new LinkedHashMap<>();
            about.put("server", cluster.getServer());
            about.put("insecure-skip-tls-verify", Boolean.TRUE.equals(cluster.getInsecureSkipTlsVerify()));
            about.put("certificate-authority-data", cluster.getCertificateAuthorityData());
            about.put("proxy-url", cluster.getProxyUrl());
            about.values().removeIf(value -> value == null);
            spec.put("cluster", about);
        }
        return Map.of("apiVersion", exec.getApiVersion(), "kind", "ExecCredential", "spec", spec);
    }

    private Credential read(String name, String printed) {
        try {
            Map<?, ?> answer = Serialization.unmarshal(printed, Map.class);
            if (answer != null && answer.get("status") instanceof Map<?, ?> status) {
                String end = text(status.get("expirationTimestamp"));
                Credential given = new Credential(
                        text(status.get("token")),
                        text(status.get("clientCertificateData")),
                        text(status.get("clientKeyData")),
                        end == null ? null : Instant.parse(end));
                if (given.token() != null || (given.certificate() != null && given.key() != null)) {
                    return given;
                }
            }
        } catch (DateTimeParseException e) {
            throw fields.refused("exec.command", "is '" + name + "', whose expirationTimestamp is no time");
        } catch (RuntimeException e) {
            // Said below; what was printed may be a secret.
        }
        throw fields.refused("exec.command", "is '" + name + "', which printed neither a token nor a certificate");
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text && !text.isEmpty() ? text : null;
    }
}

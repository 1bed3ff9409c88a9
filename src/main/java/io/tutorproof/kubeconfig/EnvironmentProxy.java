package io.tutorproof.kubeconfig;

import io.fabric8.kubernetes.client.ConfigBuilder;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The proxy that kubectl takes from the environment, as every Go program does: never for this machine itself.
 *
 * @see <a href="https://pkg.go.dev/golang.org/x/net/http/httpproxy">httpproxy</a>
 */
record EnvironmentProxy(String http, String https, List<String> except) {
    static EnvironmentProxy of(Map<String, String> environment) {
        return new EnvironmentProxy(
                either(environment, "HTTP_PROXY"),
                either(environment, "HTTPS_PROXY"),
                Arrays.stream(either(environment, "NO_PROXY").split(",", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    private static String either(Map<String, String> environment, String name) {
        String upper = environment.getOrDefault(name, "");
        return upper.isEmpty() ? environment.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "") : upper;
    }

    /** Puts it into a client's configuration, where it counts for this server. */
    void into(ConfigBuilder builder, URI server) {
        String proxy = "https".equals(server.getScheme()) ? https : http;
        String host = server.getHost();
        if (proxy.isEmpty() || except.contains("*") || host.matches("localhost|127\\..*|\\[::1]")) {
            return;
        }
        String url = proxy.contains("://") ? proxy : "http://" + proxy;
        builder.withHttpProxy(url).withHttpsProxy(url).withNoProxy(except.toArray(String[]::new));
    }
}

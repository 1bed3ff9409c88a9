package io.tutorproof.kubeconfig;

import io.fabric8.kubernetes.client.ConfigBuilder;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The proxy that kubectl takes from the environment, as every Go program does: never for this machine itself.
 *
 * @param http the proxy of servers without TLS; empty for none
 * @param https the proxy of servers with TLS; empty for none
 * @param except the servers that are asked without one, as NO_PROXY names them
 * @see <a href="https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config">Go's rules</a>
 */
record EnvironmentProxy(String http, String https, List<String> except) {
    static EnvironmentProxy of(Map<String, String> environment) {
        return new EnvironmentProxy(
                either(environment, "HTTP_PROXY"),
                either(environment, "HTTPS_PROXY"),
                Arrays.stream(either(environment, "NO_PROXY").split(",", -1))
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    private static String either(Map<String, String> environment, String name) {
        String upper = environment.getOrDefault(name, "");
        return upper.isEmpty() ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "") : upper;
    }

    /**
     * Puts it into a client's configuration, where it counts for this server.
     *
     * @throws KubeconfigException when it is one that this program cannot go by
     */
    void into(ConfigBuilder builder, Fields fields, URI server) {
        boolean isTls = "https".equals(server.getScheme());
        String proxy = isTls ? https : http;
        if (!proxy.isEmpty() && new ProxyExceptions(except).goBy(server)) {
            String url = new ProxyUrl(fields, "server", "is asked by " + (isTls ? "HTTPS_PROXY," : "HTTP_PROXY,"))
                    .checked(proxy.contains("://") ? proxy : "http://" + proxy);
            builder.withHttpProxy(url).withHttpsProxy(url);
        }
    }
}

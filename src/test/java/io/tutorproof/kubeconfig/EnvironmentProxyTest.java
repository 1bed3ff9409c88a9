package io.tutorproof.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As Go's programs, kubectl among them, take a proxy from the environment. */
class EnvironmentProxyTest {
    private static Config of(Map<String, String> environment, String server) {
        ConfigBuilder builder = new ConfigBuilder(Config.empty()).withMasterUrl(server);
        EnvironmentProxy.of(environment)
                .into(builder, new Fields(Path.of("config"), "cluster 'c'"), URI.create(server));
        Config config = builder.build();
        new KubernetesClientBuilder().withConfig(config).build().close(); // which looks at it too
        return config;
    }

    /** The rules of golang.org/x/net/http/httpproxy. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://10.0.0.1:6443   |                     | true",
                "https://127.0.0.1:6443  |                     | false",
                "https://127.9.9.9:6443  |                     | false",
                "https://localhost:6443  |                     | false",
                "https://[::1]:6443      |                     | false",
                "https://a.test          | *                   | false",
                "https://a.test          | a.test              | false",
                "https://x.a.test        | a.test              | false",
                "https://xa.test         | a.test              | true",
                "https://a.test          | .a.test             | true",
                "https://x.a.test        | .a.test             | false",
                "https://x.a.test        | *.a.test            | false",
                "https://A.TEST          | b.test, a.Test      | false",
                "https://a.test:6443     | a.test:6443         | false",
                "https://a.test:6443     | a.test:443          | true",
                "https://a.test          | a.test:443          | false",
                "https://10.0.0.1:6443   | 10.0.0.1            | false",
                "https://10.0.0.1:6443   | 10.0.0.1:6443       | false",
                "https://10.0.0.1:6443   | 10.0.0.2            | true",
                "https://10.9.9.9        | 10.0.0.0/8          | false",
                "https://11.9.9.9        | 10.0.0.0/8          | true",
                "https://192.168.1.200   | 192.168.1.128/25    | false",
                "https://192.168.1.100   | 192.168.1.128/25    | true",
                "https://[fd00::1]:6443  | fd00::/8            | false",
                "https://[fd00::1]:6443  | [fd00::1]           | false",
                "https://10.0.0.1        | nonsense_/x, a b, : | true"
            })
    void which_servers_are_asked_by_it(String server, String except, boolean isAsked) {
        Map<String, String> environment =
                Map.of("HTTPS_PROXY", "proxy.test:3128", "no_proxy", except == null ? "" : except);
        assertThat(of(environment, server).getHttpsProxy()).isEqualTo(isAsked ? "http://proxy.test:3128" : null);
    }

    @Test
    void it_is_of_the_servers_own_scheme() {
        assertThat(of(Map.of("HTTPS_PROXY", "proxy.test:3128"), "http://10.0.0.1")
                        .getHttpProxy())
                .isNull();
        assertThat(of(Map.of("http_proxy", "http://proxy.test"), "http://10.0.0.1")
                        .getHttpProxy())
                .isEqualTo("http://proxy.test:80");
    }

    @Test
    void one_that_cannot_be_gone_by_is_refused_where_it_counts() {
        Map<String, String> socks = Map.of("HTTPS_PROXY", "socks5://me:secret@proxy.test:1080");

        assertThat(of(socks, "https://127.0.0.1:6443").getHttpsProxy()).isNull();
        assertThatThrownBy(() -> of(socks, "https://10.0.0.1:6443"))
                .isInstanceOf(KubeconfigException.class)
                .hasMessageContaining("server is asked by HTTPS_PROXY, 'socks5://***@proxy.test:1080'");
    }
}

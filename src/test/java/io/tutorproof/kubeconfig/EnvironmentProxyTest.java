package io.tutorproof.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** As Go's programs, kubectl among them, take a proxy from the environment. */
class EnvironmentProxyTest {
    private static final Map<String, String> SET =
            Map.of("HTTPS_PROXY", "proxy.test:3128", "no_proxy", "a.test, .b.test");

    private static Config of(Map<String, String> environment, String server) {
        ConfigBuilder builder = new ConfigBuilder(Config.empty()).withMasterUrl(server);
        EnvironmentProxy.of(environment).into(builder, URI.create(server));
        return builder.build();
    }

    @Test
    void a_server_elsewhere_is_asked_through_it() {
        Config config = of(SET, "https://10.0.0.1:6443");

        assertThat(config.getHttpsProxy()).isEqualTo("http://proxy.test:3128");
        assertThat(config.getNoProxy()).containsExactly("a.test", ".b.test");
    }

    @Test
    void this_machine_never_is() {
        assertThat(of(SET, "https://127.0.0.1:6443").getHttpsProxy()).isNull();
        assertThat(of(SET, "https://localhost:6443").getHttpsProxy()).isNull();
        assertThat(of(SET, "https://[::1]:6443").getHttpsProxy()).isNull();
    }

    @Test
    void it_is_of_the_servers_own_scheme() {
        assertThat(of(SET, "http://10.0.0.1").getHttpsProxy()).isNull();
    }

    @Test
    void an_asterisk_is_every_host() {
        assertThat(of(Map.of("https_proxy", "http://p:1", "NO_PROXY", "*"), "https://10.0.0.1")
                        .getHttpsProxy())
                .isNull();
    }
}

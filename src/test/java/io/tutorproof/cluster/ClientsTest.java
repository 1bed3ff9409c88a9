package io.tutorproof.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.tutorproof.harness.Command;
import io.tutorproof.observe.HttpProbe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientsTest {
    /** Makes the JVM's first HTTP client, ours or with an argument another, and then asks a server for the page of a host. */
    static final class Program {
        public static void main(String[] arguments) throws IOException {
            if (arguments.length == 0) {
                Clients.of(new ConfigBuilder()
                                .withMasterUrl("https://127.0.0.1:1")
                                .build())
                        .close();
            } else {
                HttpClient.newHttpClient();
            }
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                byte[] host = exchange.getRequestHeaders().getFirst("Host").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, host.length);
                exchange.getResponseBody().write(host);
                exchange.close();
            });
            server.start();
            try {
                System.out.println(
                        HttpProbe.getPatiently(server.getAddress(), "a.test").body());
            } finally {
                server.stop(0);
            }
        }
    }

    /** Asks a server of this machine by a client, where all that the JVM asks for itself would go by a proxy that is not there. */
    static final class Proxied {
        public static void main(String[] arguments) throws IOException {
            System.setProperty("http.proxyHost", "127.0.0.1");
            System.setProperty("http.proxyPort", "1");
            System.setProperty("http.nonProxyHosts", "");
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                byte[] answer = "{\"gitVersion\": \"v1.2.3\"}".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
            try (KubernetesClient client = Clients.once(new ConfigBuilder(Config.empty())
                    .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                    .build())) {
                System.out.println(client.getKubernetesVersion().getGitVersion());
            } finally {
                server.stop(0);
            }
        }
    }

    @Test
    void a_proxy_of_the_jvm_is_not_gone_by() {
        assertThat(Command.java(Map.of(), Proxied.class.getName()).output()).isEqualTo("v1.2.3");
    }

    @Test
    void the_first_client_leaves_the_probe_its_headers() {
        assertThat(Command.java(Map.of(), Program.class.getName()).output()).isEqualTo("a.test");
    }

    @Test
    void where_another_client_was_first_it_is_said_what_to_do() {
        assertThat(Command.java(Map.of(), Program.class.getName(), "another").output())
                .contains("start it with -Djdk.httpclient.allowRestrictedHeaders=host,connection");
    }
}

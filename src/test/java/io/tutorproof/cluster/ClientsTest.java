package io.tutorproof.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.tutorproof.harness.Command;
import io.tutorproof.observe.HttpProbe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientsTest {
    /** Makes the JVM's first HTTP client, and then asks a server for the page of a host. */
    static final class Program {
        public static void main(String[] arguments) throws IOException {
            switch (arguments[0]) {
                case "ours" ->
                    Clients.of(new ConfigBuilder()
                                    .withMasterUrl("https://127.0.0.1:1")
                                    .build())
                            .close();
                default -> HttpClient.newHttpClient();
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

    @ParameterizedTest
    @CsvSource({"ours, a.test", "somebody's, start it with -Djdk.httpclient.allowRestrictedHeaders=host"})
    void a_client_leaves_the_probe_its_headers_or_it_is_said_what_to_do(String first, String said) {
        Command ended = Command.run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Program.class.getName(),
                first);

        assertThat(ended.output()).contains(said);
    }
}

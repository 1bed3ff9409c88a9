package io.tutorproof.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;

/** Makes clients, from a given configuration and nothing else. */
final class Clients {
    /** With waits of 100 ms, doubled each time, a request is tried again for 6.3 s: an API server that starts anew is back. */
    private static final int TRIES = 6;

    static {
        // Read once, by the JVM's first HTTP client, which is mostly one of these. The probe in observe needs it.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,connection");
    }

    private Clients() {}

    static KubernetesClient of(Config config) {
        return make(config, TRIES);
    }

    /** One that tries nothing a second time. */
    static KubernetesClient once(Config config) {
        return make(config, 0);
    }

    private static KubernetesClient make(Config config, int tries) {
        boolean direct = config.getHttpProxy() == null && config.getHttpsProxy() == null;
        // Watches by HTTP share a connection; those by WebSocket, the default, have one each.
        return new KubernetesClientBuilder()
                .withHttpClientBuilderConsumer(http -> {
                    if (direct) {
                        // Whatever the JVM's properties say: kubectl does not see them.
                        http.proxyType(HttpClient.ProxyType.DIRECT);
                    }
                })
                .withConfig(new ConfigBuilder(config)
                        .withRequestRetryBackoffLimit(tries)
                        .withOnlyHttpWatches(true)
                        .build())
                .build();
    }
}

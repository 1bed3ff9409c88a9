package io.tutorproof.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** Makes clients, from a given configuration and nothing else. */
final class Clients {
    /** With waits of 100 ms, doubled each time, a request is tried again for 6.3 s: an API server that starts anew is back. */
    private static final int TRIES = 6;

    private Clients() {}

    static KubernetesClient of(Config config) {
        return make(config, TRIES);
    }

    /** One that tries nothing a second time. */
    static KubernetesClient once(Config config) {
        return make(config, 0);
    }

    private static KubernetesClient make(Config config, int tries) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(config)
                        .withRequestRetryBackoffLimit(tries)
                        .build())
                .build();
    }
}

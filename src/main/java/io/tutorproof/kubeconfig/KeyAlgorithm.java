package io.tutorproof.kubeconfig;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import org.jspecify.annotations.Nullable;

/** Tells a client of what kind a key is, which it does not find out by itself. */
final class KeyAlgorithm {
    private KeyAlgorithm() {}

    static void into(ConfigBuilder builder, Fields fields, String field, @Nullable String file, @Nullable String data) {
        try {
            String algorithm = Config.getKeyAlgorithm(file, data);
            if (algorithm != null) {
                builder.withClientKeyAlgo(algorithm);
            }
        } catch (RuntimeException e) {
            throw fields.refused(field, "is no key: " + e.getMessage());
        }
    }
}

package io.tutorproof.kubeconfig;

import io.fabric8.kubernetes.client.OAuthTokenProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A token that somebody else renews in a file. */
record TokenFile(Fields fields, String file) implements OAuthTokenProvider {
    @Override
    public String getToken() {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw fields.refused("tokenFile", "is " + file + ", which can no longer be read");
        }
    }
}

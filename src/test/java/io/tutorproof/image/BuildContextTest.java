package io.tutorproof.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.exception.DockerClientException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.shaded.com.github.dockerjava.core.dockerfile.Dockerfile;

class BuildContextTest {
    @Test
    void an_ignored_dockerfile_is_sent_all_the_same(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("Dockerfile"), "FROM scratch\nCOPY a /\n");
        Files.writeString(directory.resolve(".dockerignore"), "*\n!a");
        Files.createDirectories(directory.resolve("a/b"));
        Files.createSymbolicLink(directory.resolve("a/dangling"), Path.of("nowhere"));

        DockerClientException refused = org.junit.jupiter.api.Assertions.assertThrows(
                DockerClientException.class, () -> new Dockerfile(file.toFile(), directory.toFile()).parse());
        assertThat(BuildContext.isMissedIn(refused)).isTrue();

        Path copy = BuildContext.withItsDockerfile(directory);
        try (InputStream sent = new Dockerfile(copy.resolve("Dockerfile").toFile(), copy.toFile())
                .parse()
                .buildDockerFolderTar()) {
            assertThat(sent.readAllBytes()).isNotEmpty();
        }
        assertThat(Files.isSymbolicLink(copy.resolve("a/dangling"))).isTrue();
        assertThat(Files.exists(copy.resolve("a/b"), LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    /** Found by the fuzzer. */
    @Test
    void an_ignore_file_that_is_no_text_is_told(@TempDir Path directory) throws IOException {
        Files.write(directory.resolve(".dockerignore"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThatThrownBy(() -> BuildContext.requireReadable(directory))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining(".dockerignore is not UTF-8");
    }
}

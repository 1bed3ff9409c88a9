package io.tutorproof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Path EXAMPLE = Path.of("examples/jobs/src/test/java/example/ManifestIT.java");

    @Test
    void the_test_that_readme_shows_is_the_one_that_the_build_runs() throws IOException {
        String example = Files.readString(EXAMPLE);

        assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + example + "```");
        assertThat(example.lines().count()).isLessThan(25);
    }
}

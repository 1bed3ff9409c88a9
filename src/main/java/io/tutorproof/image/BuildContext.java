package io.tutorproof.image;

import io.tutorproof.owner.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What an image is built of. */
final class BuildContext {
    private static final String IGNORE = ".dockerignore";

    /** What {@code docker build} adds to an ignore file: it always needs these two. */
    private static final List<String> NEEDED = List.of("!Dockerfile", "!" + IGNORE);

    private BuildContext() {}

    /**
     * Reads the ignore file, where there is one, as docker-java will.
     *
     * @throws ImageException when it cannot
     */
    static void requireReadable(Path directory) {
        Path ignore = directory.resolve(IGNORE);
        try {
            if (Files.exists(ignore)) {
                Files.readAllLines(ignore);
            }
        } catch (CharacterCodingException e) {
            throw new ImageException(ignore + " is not UTF-8: save it as UTF-8", e);
        } catch (IOException e) {
            throw new ImageException(ignore + " cannot be read: " + e, e);
        }
    }

    /** A copy of a directory whose ignore file excludes its Dockerfile, which {@code docker build} sends all the same. */
    static Path withItsDockerfile(Path directory) {
        Path copy = Scratch.directory().resolve("context-" + System.nanoTime());
        try {
            copy(directory, copy);
            List<String> lines = Stream.concat(Files.readAllLines(directory.resolve(IGNORE)).stream(), NEEDED.stream())
                    .toList();
            Files.write(copy.resolve(IGNORE), lines);
            return copy;
        } catch (IOException | UncheckedIOException e) {
            throw new ImageException("the files to build an image of in " + directory + " cannot be read: " + e, e);
        }
    }

    /** Whether docker-java refuses a directory for the reason that such a copy mends. */
    static boolean isMissedIn(RuntimeException problem) {
        return String.valueOf(problem.getMessage()).contains("Dockerfile is excluded by pattern");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }
}

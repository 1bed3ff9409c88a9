package io.tutorproof.owner;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory for this process's temporary files, readable by its user alone. It is removed when the process ends, and where
 * a process was killed, when the next one starts: its name tells whose it was.
 */
public final class Scratch {
    private static final String PREFIX = "tutorproof-";
    private static final Path PLACE = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));

    private Scratch() {}

    private static final class Holder {
        private static final Path DIRECTORY = make();
    }

    /** The directory of this process. */
    public static Path directory() {
        return Holder.DIRECTORY;
    }

    /** A new, empty file in it, with this word in its name. */
    public static Path file(String word) {
        try {
            return Files.createTempFile(directory(), word, "");
        } catch (IOException e) {
            throw new UncheckedIOException("no file can be made in " + directory() + ": " + e.getMessage(), e);
        }
    }

    private static Path make() {
        try {
            // Made with the permissions of its user only.
            Path directory = Files.createTempDirectory(
                    PLACE, PREFIX + Owner.thisProcess().fileName() + "-");
            removeAtTheEnd(directory);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("no directory can be made in " + PLACE + ": " + e.getMessage(), e);
        }
    }

    /** Removes what processes of this machine left that no longer run. */
    public static void removeWhatGoneOwnersLeft() {
        try (Stream<Path> places = Files.list(PLACE)) {
            places.filter(place -> ownerOf(place).filter(Owner::isGone).isPresent())
                    .forEach(Scratch::remove);
        } catch (IOException e) {
            throw new UncheckedIOException(PLACE + " cannot be listed", e);
        }
    }

    private static Optional<Owner> ownerOf(Path place) {
        String name = place.getFileName().toString();
        return name.startsWith(PREFIX) && isOfThisUser(place)
                ? Owner.parseFileName(name.substring(PREFIX.length()))
                : Optional.empty();
    }

    /** In a place where everybody may make something, what others made is not touched, whatever its name. */
    private static boolean isOfThisUser(Path place) {
        try {
            return Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(place, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(directory()));
        } catch (IOException e) {
            return false;
        }
    }

    private static void removeAtTheEnd(Path directory) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> removeWhileUsed(directory), "tutorproof-scratch"));
        } catch (IllegalStateException e) {
            remove(directory); // the end has begun, and nobody would remove it any more
            throw e;
        }
    }

    /** Other threads may still make files in it, until it is gone. */
    private static void removeWhileUsed(Path directory) {
        for (int tries = 0; tries < 100 && Files.exists(directory); tries++) {
            remove(directory);
        }
    }

    private static void remove(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException e) {
            // Somebody else has just removed it, or may not: nothing of it is needed.
        }
    }
}

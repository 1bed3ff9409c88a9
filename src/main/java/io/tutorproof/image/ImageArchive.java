package io.tutorproof.image;

import com.github.dockerjava.api.command.SaveImagesCmd;
import com.github.dockerjava.api.exception.DockerException;
import io.tutorproof.owner.Scratch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/**
 * Several images in one file, with the layers they share once.
 *
 * @param ids the id of each image by its name, as a node's container runtime will report it
 */
record ImageArchive(Path file, Map<String, String> ids) implements AutoCloseable {

    static ImageArchive save(List<String> names) {
        SaveImagesCmd save = DockerClientFactory.instance().client().saveImagesCmd();
        for (String name : names) {
            DockerImageName parsed = DockerImageName.parse(name);
            save.withImage(parsed.getUnversionedPart(), parsed.getVersionPart());
        }
        try {
            Path file = Scratch.file("images");
            try (InputStream content = save.exec()) {
                Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
                return new ImageArchive(file, ArchiveManifest.read(file));
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        } catch (IOException | DockerException e) {
            throw new ImageException("the images " + names + " cannot be saved: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new ImageException(file + " cannot be removed: " + e.getMessage(), e);
        }
    }
}

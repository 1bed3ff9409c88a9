package io.tutorproof.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The manifest.json of a saved archive. The digest of an image's configuration, which it names, is the id under which
 * every container runtime knows the image; Docker itself reports another one when it keeps images in containerd.
 */
final class ArchiveManifest {
    private ArchiveManifest() {}

    static Map<String, String> read(Path archive) throws IOException {
        try (InputStream file = Files.newInputStream(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(file)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals("manifest.json")) {
                    return ids(new String(tar.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        throw new ImageException("the saved archive has no manifest.json");
    }

    static Map<String, String> ids(String manifest) {
        Map<String, String> ids = new HashMap<>();
        for (JsonNode image : JsonMapper.shared().readTree(manifest)) {
            String config = image.get("Config").asString();
            String digest = config.substring(config.lastIndexOf('/') + 1).replace(".json", "");
            image.get("RepoTags").forEach(tag -> ids.put(tag.asString(), "sha256:" + digest));
        }
        return ids;
    }
}

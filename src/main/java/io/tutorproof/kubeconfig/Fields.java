package io.tutorproof.kubeconfig;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where fields stand, to be told of when one of them cannot be followed, and what relative names in them are relative to. */
record Fields(Path file, String place) {
    KubeconfigException refused(String field, String why) {
        return new KubeconfigException(file + ": " + place + ": " + field + " " + withoutPasswords(why));
    }

    /** As kubectl: a field and its data are two answers to one question. */
    void refuseBoth(String field, @Nullable String file, @Nullable String data) {
        if (isSet(file) && isSet(data)) {
            throw refused(field, "is set beside " + field + "-data: kubectl allows only one of them");
        }
    }

    private static String withoutPasswords(String text) {
        return text.replaceAll("://[^/\\s']*@", "://***@");
    }

    static boolean isSet(@Nullable String value) {
        return value != null && !value.isEmpty();
    }

    /** A file that a field names, relative to the kubeconfig. */
    String readable(String field, String value) {
        Path path = relative(value);
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw refused(field, "is " + path + ", which cannot be read");
        }
        return path.toString();
    }

    Path relative(String value) {
        return file.resolveSibling(value).normalize();
    }
}

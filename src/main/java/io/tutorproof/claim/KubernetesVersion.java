package io.tutorproof.claim;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of Kubernetes as far as behaviour depends on it, such as 1.34. */
public record KubernetesVersion(int major, int minor) implements Comparable<KubernetesVersion> {
    private static final Pattern FORM = Pattern.compile("v?(\\d+)\\.(\\d+)([.+-].*)?");

    /**
     * Reads {@code 1.34} as well as {@code v1.36.4+k3s1}.
     *
     * @throws IllegalArgumentException when the text is no version
     */
    public static KubernetesVersion parse(String text) {
        Matcher version = FORM.matcher(text.strip());
        if (!version.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no version of Kubernetes such as 1.34");
        }
        return new KubernetesVersion(Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2)));
    }

    /** Whether this is the other version or a later one. */
    public boolean isSince(KubernetesVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(KubernetesVersion other) {
        return Comparator.comparingInt(KubernetesVersion::major)
                .thenComparingInt(KubernetesVersion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}

package io.tutorproof.claim;

import java.util.regex.Pattern;

/**
 * Where a claim stands below its heading, and what the passage was when the claim was proved; its text is not kept.
 *
 * @param place which of the section's blocks it is, such as {@code text 3} or {@code code 1}
 * @param fingerprint the first twelve hexadecimal digits of the SHA-256 of the block's text
 */
public record Passage(String place, String fingerprint) {
    private static final Pattern PLACE = Pattern.compile("(text|code) [1-9][0-9]*");
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{12}");

    public Passage {
        if (!PLACE.matcher(place).matches()) {
            throw new IllegalArgumentException("'" + place + "' is no place of a passage: text or code, and a number");
        }
        if (!FINGERPRINT.matcher(fingerprint).matches()) {
            throw new IllegalArgumentException(
                    "'" + fingerprint + "' is no fingerprint of a passage: twelve hexadecimal digits");
        }
    }
}

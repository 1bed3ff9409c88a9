package io.tutorproof.document;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * A paragraph or a piece of code.
 *
 * @param section the heading it stands under
 * @param number which of its kind it is in the section, from 1
 * @param line where its text begins, from 1
 * @param language what a fence says the code is; empty when it says nothing
 * @param text a paragraph's words without their markup, or the code
 */
record Block(Kind kind, String section, int number, int line, String language, String text) {
    private static final int DIGITS = 12;

    enum Kind {
        TEXT,
        CODE;

        String word() {
            return this == TEXT ? "text" : "code";
        }
    }

    /** As {@link io.tutorproof.claim.Passage} names it. */
    String place() {
        return kind.word() + " " + number;
    }

    boolean isYaml() {
        return kind == Kind.CODE && (language.equals("yaml") || language.equals("yml"));
    }

    /** The same as long as nobody changes a word of it, or an indentation in code. */
    String fingerprint() {
        String normal = kind == Kind.TEXT
                ? text.strip().replaceAll("\\s+", " ")
                : text.lines()
                        .map(String::stripTrailing)
                        .collect(Collectors.joining("\n"))
                        .strip();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(normal.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

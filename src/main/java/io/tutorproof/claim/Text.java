package io.tutorproof.claim;

/** A sentence in the two languages of the report. */
public record Text(String en, String es) {
    public Text {
        if (en.isBlank() || es.isBlank()) {
            throw new IllegalArgumentException("a text needs both languages, en and es");
        }
    }
}

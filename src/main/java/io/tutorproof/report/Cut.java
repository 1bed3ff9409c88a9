package io.tutorproof.report;

/** As much of a text as the page shows. */
record Cut(String shown, int whole) {
    /** In characters, of a text of the page; {@code claims.json} has all of it. */
    static final int LONGEST = 12_000;

    static Cut of(String text) {
        return new Cut(text.length() <= LONGEST ? text : text.substring(0, LONGEST), text.length());
    }

    boolean isCut() {
        return shown.length() < whole;
    }
}

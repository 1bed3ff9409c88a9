package io.tutorproof.report;

/** As much of a text as the page shows. */
record Cut(String shown, int whole) {
    /** In characters, of a text of the page; {@code claims.json} has all of it. */
    static final int LONGEST = 12_000;

    static Cut of(String text) {
        return new Cut(to(LONGEST, text), text.length());
    }

    /** The beginning of a text, at the most so long, and never with half a character at its end. */
    static String to(int longest, String text) {
        if (text.length() <= longest) {
            return text;
        }
        boolean half = longest > 0 && Character.isHighSurrogate(text.charAt(longest - 1));
        return text.substring(0, half ? longest - 1 : longest);
    }

    boolean isCut() {
        return shown.length() < whole;
    }
}

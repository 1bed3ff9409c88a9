package io.tutorproof.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What the pictures have in common: how numbers and times are written. */
final class Svg {
    /** Of a letter of the pictures' monospaced font, at its size of 12. */
    static final double LETTER = 7.3;

    private Svg() {}

    /** A coordinate, to a tenth of a pixel. */
    static double at(double coordinate) {
        return Math.round(coordinate * 10) / 10.0;
    }

    static double secondsBetween(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    /** Seconds for a reader. */
    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    /** As much of a text as fits into so many pixels. */
    static String fitting(String text, double width) {
        int letters = (int) (width / LETTER);
        if (text.length() <= letters) {
            return text;
        }
        return letters < 2 ? "" : Cut.to(letters - 1, text) + "\u2026";
    }
}

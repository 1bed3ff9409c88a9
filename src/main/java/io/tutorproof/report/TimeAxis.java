package io.tutorproof.report;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Where a time is in a picture. */
record TimeAxis(Instant begun, double seconds, double left, double right) {
    private static final double[] STEPS = {0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600};
    private static final double MOST_SECONDS = 1e9;
    private static final int MOST_TICKS = 12;

    /** A line of the scale. */
    record Tick(double x, String label) {}

    static TimeAxis between(Instant begun, Instant end, double left, double right) {
        return new TimeAxis(begun, Math.min(MOST_SECONDS, Math.max(0.1, Svg.secondsBetween(begun, end))), left, right);
    }

    double x(Instant time) {
        return x(Svg.secondsBetween(begun, time));
    }

    double x(double offset) {
        double inside = Math.min(seconds, Math.max(0, offset));
        return Svg.at(left + inside / seconds * (right - left));
    }

    List<Tick> ticks() {
        double chosen = Arrays.stream(STEPS)
                .filter(step -> seconds / step <= MOST_TICKS)
                .findFirst()
                .orElse(Math.ceil(seconds / MOST_TICKS));
        return LongStream.rangeClosed(0, (long) (seconds / chosen))
                .mapToObj(i -> new Tick(x(i * chosen), label(i * chosen)))
                .toList();
    }

    private static String label(double seconds) {
        return (seconds == Math.rint(seconds) ? String.valueOf((long) seconds) : String.valueOf(seconds)) + " s";
    }
}

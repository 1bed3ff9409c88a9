package io.tutorproof.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The last line of a terminal, which changes while a run goes on; whole lines are printed above it. In a log, where no line can
 * change, a new one says how far the run is when nothing was said for ten seconds.
 */
final class LiveLine implements AutoCloseable {
    private static final int USUAL_WIDTH = 80;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long SILENCE = 10 * NANOS_PER_SECOND;

    private final PrintStream out;
    private final int width;
    private final long begun = System.nanoTime();
    private final Set<String> running = new LinkedHashSet<>();
    private @Nullable ScheduledExecutorService clock;
    private String stage = "tutorproof: starting";
    private int expected;
    private int done;
    private int shown;
    private long lastSaid = begun;

    private LiveLine(PrintStream out, int width) {
        this.out = out;
        this.width = width;
    }

    /** No line that changes, only others, in a log that goes on by itself. */
    static LiveLine inLog(PrintStream out) {
        LiveLine line = new LiveLine(out, 0);
        line.everySecond(() -> line.breakSilence(System.nanoTime()));
        return line;
    }

    /** The same, which says nothing by itself. */
    static LiveLine none(PrintStream out) {
        return new LiveLine(out, 0);
    }

    /** A line on a terminal, so many columns wide; kept up to date every second. */
    static LiveLine on(PrintStream terminal, String columns) {
        LiveLine line =
                new LiveLine(terminal, columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : USUAL_WIDTH);
        line.everySecond(line::draw);
        return line;
    }

    private synchronized void everySecond(Runnable act) {
        clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "tutorproof-live-line");
            thread.setDaemon(true);
            return thread;
        });
        var unused = clock.scheduleAtFixedRate(act, 1, 1, TimeUnit.SECONDS);
    }

    /**
     * Says what is waited for when nothing was said for ten seconds.
     *
     * @param now of {@link System#nanoTime()}
     */
    synchronized void breakSilence(long now) {
        if (now - lastSaid >= SILENCE) {
            out.println("tutorproof: " + text((now - begun) / NANOS_PER_SECOND));
            lastSaid = now;
        }
    }

    /** The terminal of that name, or null when there is none that can be written to. */
    static @Nullable PrintStream terminal(String name) {
        if (name.isEmpty()) {
            return null;
        }
        try {
            return new PrintStream(
                    Files.newOutputStream(Path.of(name), StandardOpenOption.WRITE), true, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return null;
        }
    }

    /** Prints a line above. */
    synchronized void above(String line) {
        erase();
        out.println(line);
        lastSaid = System.nanoTime();
        draw();
    }

    synchronized void stage(String words) {
        stage = words;
    }

    synchronized void expect(int claims) {
        expected = claims;
    }

    synchronized void begin(String claim) {
        running.add(claim);
        draw();
    }

    synchronized void end(String claim) {
        running.remove(claim);
        done++;
    }

    private synchronized void draw() {
        if (clock != null && width > 0) {
            String text = text((System.nanoTime() - begun) / NANOS_PER_SECOND);
            String fitting = text.length() < width ? text : Cut.to(width - 4, text) + "...";
            out.print("\r" + fitting + " ".repeat(Math.max(0, shown - fitting.length())));
            out.flush();
            shown = fitting.length();
        }
    }

    private String text(long seconds) {
        if (running.isEmpty() && done == 0) {
            return seconds + " s, " + stage.replaceFirst("^tutorproof: ", "");
        }
        String now = running.isEmpty() ? "" : ", now " + running.size() + ": " + String.join(", ", running);
        return seconds + " s, " + done + " of " + expected + " claims" + now;
    }

    private void erase() {
        if (shown > 0) {
            out.print("\r" + " ".repeat(shown) + "\r");
            shown = 0;
        }
    }

    @Override
    public synchronized void close() {
        if (clock != null) {
            clock.shutdownNow();
            clock = null;
        }
        erase();
    }
}

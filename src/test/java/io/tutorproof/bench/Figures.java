package io.tutorproof.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What was measured: each figure with its runs, and ratios of them. Written anew with every one, so that none is lost. */
public final class Figures {
    /** Of all benchmarks of this run. */
    static final Figures ALL = new Figures();

    private static final Path RESULT = Path.of("target", "tutorproof", "bench.json");

    private final Map<String, List<Double>> values = new LinkedHashMap<>();
    private final Map<String, String> units = new LinkedHashMap<>();
    private final Map<String, String> bounds = new LinkedHashMap<>();
    private final Map<String, Double> ratios = new LinkedHashMap<>();

    /** A figure, as the table and the file have it. */
    record Figure(String name, String unit, int runs, double median, double minimum, double maximum, String bound) {}

    /** Adds a run's value; {@code bound} says what it cannot go below. */
    void add(String name, String unit, double value, String bound) {
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        units.put(name, unit);
        bounds.put(name, bound);
        write();
    }

    /** Adds how long it takes. */
    void time(String name, String bound, Runnable what) {
        add(name, "s", secondsOf(what), bound);
    }

    public static double secondsOf(Runnable what) {
        long begun = System.nanoTime();
        what.run();
        return (System.nanoTime() - begun) / 1e9;
    }

    double median(String name) {
        List<Double> sorted =
                values.getOrDefault(name, List.of()).stream().sorted().toList();
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    void ratio(String name, double value) {
        ratios.put(name, Math.round(value * 100) / 100.0);
        write();
    }

    private void write() {
        List<Figure> figures = values.entrySet().stream()
                .map(figure -> {
                    List<Double> sorted = figure.getValue().stream().sorted().toList();
                    return new Figure(
                            figure.getKey(),
                            String.valueOf(units.get(figure.getKey())),
                            sorted.size(),
                            median(figure.getKey()),
                            sorted.get(0),
                            sorted.get(sorted.size() - 1),
                            String.valueOf(bounds.get(figure.getKey())));
                })
                .toList();
        StringBuilder table = new StringBuilder(
                "| measured | unit | runs | median | least | most | bound |\n|---|---|---:|---:|---:|---:|---|\n");
        figures.forEach(figure -> table.append(String.format(
                Locale.ROOT,
                "| %s | %s | %d | %.2f | %.2f | %.2f | %s |%n",
                figure.name().replace("|", "\\|"),
                figure.unit(),
                figure.runs(),
                figure.median(),
                figure.minimum(),
                figure.maximum(),
                figure.bound())));
        ratios.forEach(
                (name, value) -> table.append("\n").append(name).append(": ").append(value));
        try {
            Files.createDirectories(RESULT.getParent());
            Files.writeString(
                    RESULT,
                    JsonMapper.shared()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(Map.of("figures", figures, "ratios", ratios)));
            Files.writeString(
                    RESULT.resolveSibling("bench.md"), table.append('\n').toString());
        } catch (IOException e) {
            throw new UncheckedIOException("the figures cannot be written", e);
        }
    }
}

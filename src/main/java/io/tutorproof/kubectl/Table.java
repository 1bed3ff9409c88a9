package io.tutorproof.kubectl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A table as {@code kubectl get} prints it: a line of headings, and cells that begin under them. Headings are parted by
 * two blanks at least, since one of them ({@code NOMINATED NODE}) has a blank inside.
 */
public record Table(List<String> headings, List<Map<String, String>> rows) {
    private static final Pattern HEADING = Pattern.compile("\\S+(?: \\S+)*");

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException when the text is none, or several
     */
    public static Table parse(String text) {
        List<Table> tables = parseAll(text);
        if (tables.size() != 1) {
            throw new IllegalArgumentException("one table expected, " + tables.size() + " found in: " + text.strip());
        }
        return tables.get(0);
    }

    /**
     * Reads tables with blank lines in between, as kubectl prints several kinds of objects.
     *
     * @throws IllegalArgumentException when one of them has no line of headings
     */
    public static List<Table> parseAll(String text) {
        return Stream.of(text.strip().split("\\R\\s*\\R")).map(Table::one).toList();
    }

    private static Table one(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(lines.get(0).toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException("no table in: " + text.strip());
        }
        List<String> headings = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        Matcher heading = HEADING.matcher(lines.get(0));
        while (heading.find()) {
            headings.add(heading.group());
            starts.add(heading.start());
        }
        return new Table(
                List.copyOf(headings),
                lines.stream().skip(1).map(line -> row(line, headings, starts)).toList());
    }

    private static Map<String, String> row(String line, List<String> headings, List<Integer> starts) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < headings.size(); i++) {
            int from = Math.min(starts.get(i), line.length());
            int to = i + 1 < starts.size() ? Math.min(starts.get(i + 1), line.length()) : line.length();
            cells.put(headings.get(i), line.substring(from, to).strip());
        }
        return cells;
    }

    /** The row whose NAME is this. */
    public Optional<Map<String, String>> named(String name) {
        return rows.stream().filter(row -> name.equals(row.get("NAME"))).findFirst();
    }
}

package io.tutorproof.report;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.KubernetesVersion;
import io.tutorproof.claim.Text;
import io.tutorproof.claim.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The same claims on several clusters, from the oldest version of Kubernetes to the newest. */
record Versions(List<Column> columns, List<Row> rows, Asset style, Asset script) {
    /**
     * What was found out on one cluster.
     *
     * @param name what the result is called
     * @param link where its own page is, from the page about all of them; empty when it has none
     * @param failure why there are no verdicts; null when there are
     */
    record Column(
            String name,
            String link,
            @Nullable RunResult run,
            @Nullable String failure) {
        static Column of(String name, String link, RunResult run) {
            String failure = run.cluster() != null
                    ? null
                    : run.claims().stream()
                            .filter(claim -> claim.verdict() == Verdict.INCONCLUSIVE)
                            .findFirst()
                            .map(claim -> String.valueOf(claim.reason()))
                            .orElse("no cluster came up");
            return new Column(name, link, run, failure);
        }

        static Column failed(String name, String failure) {
            return new Column(name, "", null, failure);
        }

        boolean isGood() {
            return failure == null && run != null && run.isGood();
        }

        String kubernetes() {
            return run == null || run.cluster() == null ? "" : run.cluster().kubernetes();
        }

        int nodes() {
            return run == null || run.cluster() == null
                    ? 0
                    : run.cluster().nodes().size();
        }

        private Optional<KubernetesVersion> version() {
            try {
                return Optional.of(KubernetesVersion.parse(kubernetes().isEmpty() ? name : kubernetes()));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private Optional<ClaimResult> claim(String id) {
            return failure != null || run == null
                    ? Optional.empty()
                    : run.claims().stream()
                            .filter(claim -> claim.id().equals(id))
                            .findFirst();
        }
    }

    /** A claim, with a cell for each column. */
    record Row(String id, Text statement, List<Cell> cells) {
        List<Cell> changes() {
            return cells.stream().filter(Cell::isChange).toList();
        }
    }

    /**
     * A verdict.
     *
     * @param claim null where there is none
     * @param before the last one that was judged in a column before; null for the first
     */
    record Cell(
            Column column,
            @Nullable ClaimResult claim,
            @Nullable Verdict before) {
        boolean isJudged() {
            return claim != null && claim.verdict() != Verdict.NOT_CHECKED;
        }

        /** Whether it is another one than before. */
        boolean isChange() {
            return before != null && claim != null && isJudged() && claim.verdict() != before;
        }
    }

    static Versions of(List<Column> given) {
        List<Column> columns = given.stream()
                .sorted(Comparator.comparing(
                        column -> column.version().orElse(null), Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
        Map<String, Text> claims = new LinkedHashMap<>();
        for (Column column : columns) {
            if (column.run() != null) {
                column.run().claims().forEach(claim -> claims.putIfAbsent(claim.id(), claim.statement()));
            }
        }
        return new Versions(
                columns,
                claims.entrySet().stream()
                        .map(claim -> new Row(claim.getKey(), claim.getValue(), cells(columns, claim.getKey())))
                        .toList(),
                Asset.read("page.css"),
                Asset.read("page.js"));
    }

    private static List<Cell> cells(List<Column> columns, String id) {
        List<Cell> cells = new ArrayList<>();
        Verdict before = null;
        for (Column column : columns) {
            ClaimResult claim = column.claim(id).orElse(null);
            Cell cell = new Cell(column, claim, before);
            cells.add(cell);
            if (claim != null && cell.isJudged()) {
                before = claim.verdict();
            }
        }
        return cells;
    }

    List<Row> changed() {
        return rows.stream().filter(row -> !row.changes().isEmpty()).toList();
    }

    /** Whether every cluster proved something and nothing went wrong on any. */
    boolean isGood() {
        return !columns.isEmpty() && columns.stream().allMatch(Column::isGood);
    }

    long count(Column column, Verdict verdict) {
        return column.run() == null || column.failure() != null
                ? 0
                : column.run().count(verdict);
    }
}

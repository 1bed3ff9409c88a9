package io.tutorproof.report;

import io.tutorproof.claim.Verdict;

/** What differs between clusters, in Markdown, for a continuous integration's page of a job. */
final class VersionsMarkdown {
    private VersionsMarkdown() {}

    static String of(Versions versions) {
        StringBuilder out =
                new StringBuilder("## tutorproof on " + versions.columns().size() + " clusters\n\n");
        out.append("| cluster | Kubernetes | nodes |");
        for (Verdict verdict : Verdict.values()) {
            out.append(' ').append(VerdictWords.of(verdict).en()).append(" |");
        }
        out.append("\n| --- | --- | ---: |")
                .append(" ---: |".repeat(Verdict.values().length))
                .append('\n');
        for (Versions.Column column : versions.columns()) {
            out.append("| ").append(SummaryMarkdown.plain(column.name())).append(" | ");
            if (column.failure() != null) {
                out.append("**failed**: ").append(SummaryMarkdown.plain(column.failure()));
                out.append(" | |").append(" |".repeat(Verdict.values().length)).append('\n');
                continue;
            }
            out.append(SummaryMarkdown.plain(column.kubernetes())).append(" | ").append(column.nodes());
            for (Verdict verdict : Verdict.values()) {
                out.append(" | ").append(versions.count(column, verdict));
            }
            out.append(" |\n");
        }
        out.append(versions.changed().isEmpty() ? "\nNo verdict changes.\n" : "\n### Verdicts that change\n\n");
        for (Versions.Row row : versions.changed()) {
            for (Versions.Cell change : row.changes()) {
                out.append("- `")
                        .append(row.id())
                        .append("`: ")
                        .append(words(change.before()))
                        .append(" before, ");
                out.append(words(change.claim() == null ? null : change.claim().verdict()));
                out.append(" since ")
                        .append(SummaryMarkdown.plain(change.column().name()))
                        .append('\n');
            }
        }
        return Secrets.removedFrom(out.toString());
    }

    private static String words(@org.jspecify.annotations.Nullable Verdict verdict) {
        return verdict == null ? "" : VerdictWords.of(verdict).en();
    }
}

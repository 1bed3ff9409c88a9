package io.tutorproof.report;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Text;
import io.tutorproof.claim.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The result in Markdown, for a continuous integration's page of a job. */
final class SummaryMarkdown {
    /** In bytes; GitHub shows no summary of a step that is over 1 MiB, and others may write to the same one. */
    static final int LONGEST = 512 * 1024;

    private static final int LONGEST_REASON = 400;
    private static final String CUT = "\n\n*Cut here: claims.json has all of it.*\n";

    private final StringBuilder out = new StringBuilder();

    private SummaryMarkdown() {}

    static String of(RunResult run) {
        SummaryMarkdown summary = new SummaryMarkdown();
        summary.write(run);
        return cut(Secrets.removedFrom(summary.out.toString()));
    }

    private void write(RunResult run) {
        line("## tutorproof: " + run.count(Verdict.HOLDS) + " of "
                + run.claims().size() + " claims hold");
        if (run.claims().isEmpty()) {
            line("**Nothing was verified: this result has no claims.**");
            return;
        }
        line("| verdict | claims |");
        out.append("| --- | ---: |\n");
        for (Verdict verdict : Verdict.values()) {
            out.append("| ")
                    .append(named(verdict))
                    .append(" | ")
                    .append(run.count(verdict))
                    .append(" |\n");
        }
        RunResult.ClusterFacts cluster = run.cluster();
        line(
                cluster == null
                        ? "No cluster came up."
                        : "Kubernetes " + plain(cluster.kubernetes()) + ", "
                                + cluster.nodes().size() + " nodes of " + plain(cluster.image()) + ", "
                                + Svg.seconds(run.seconds()) + ".");
        if (cluster != null && cluster.software() != null) {
            RunResult.SoftwareFacts software = cluster.software();
            line(plain(
                    software.origin() + "; kubectl " + software.kubectl() + ", " + software.runtime() + ", Ingress by "
                            + software.ingress()
                            + (software.docker().isEmpty()
                                    ? ""
                                    : ", Docker " + software.docker() + ", cgroup " + software.cgroup())
                            + "."));
        }
        section(run, "Not proved", Verdict.REFUTED, Verdict.INCONCLUSIVE);
        section(run, "What to correct in the tutorial", Verdict.ERRATUM);
        section(run, "Under a condition", Verdict.CAVEAT);
        section(run, "Not checked", Verdict.NOT_CHECKED);
        line("<details><summary>All claims</summary>\n");
        out.append("\n| verdict | claim | | seconds |\n| --- | --- | --- | ---: |\n");
        for (ClaimResult claim : run.claims()) {
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | `%s` | %s | %.1f |\n",
                    named(claim.verdict()),
                    claim.id(),
                    plain(claim.statement().en()),
                    claim.seconds()));
        }
        out.append("\n</details>\n");
    }

    private void section(RunResult run, String title, Verdict... verdicts) {
        var claims = run.claims().stream()
                .filter(claim -> java.util.List.of(verdicts).contains(claim.verdict()))
                .toList();
        if (claims.isEmpty()) {
            return;
        }
        line("### " + title + "\n");
        for (ClaimResult claim : claims) {
            out.append("- **")
                    .append(plain(claim.statement().en()))
                    .append("** (`")
                    .append(claim.id())
                    .append("`)");
            Text reason = claim.expected().reason();
            boolean asExpected = claim.verdict() == claim.expected().verdict();
            detail("", asExpected && reason != null ? reason.en() : claim.reason());
            Text correction = claim.expected().correction();
            detail("Correction: ", asExpected && correction != null ? correction.en() : null);
            out.append('\n');
        }
    }

    private void detail(String before, @Nullable String text) {
        if (text != null) {
            out.append("<br>").append(before).append(plain(text));
        }
    }

    private void line(String text) {
        out.append(out.isEmpty() ? "" : "\n").append(text).append('\n');
    }

    private static String named(Verdict verdict) {
        VerdictWords words = VerdictWords.of(verdict);
        return words.sign() + " " + words.en();
    }

    /** Text that comes out as it is: no markup of Markdown or HTML in it counts, and it stays on its line. */
    static String plain(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        String shown = line.length() <= LONGEST_REASON ? line : Cut.to(LONGEST_REASON, line) + " \u2026";
        return shown.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("[\\\\`*_\\[\\]|#~!]", "\\\\$0");
    }

    private static String cut(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST) {
            return text;
        }
        String shown = new String(bytes, 0, LONGEST, StandardCharsets.UTF_8);
        String lines = shown.substring(0, Math.max(0, shown.lastIndexOf('\n')));
        return lines + (lines.contains("<details>") ? "\n\n</details>" : "") + CUT;
    }
}

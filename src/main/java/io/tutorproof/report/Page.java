package io.tutorproof.report;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Evidence;
import io.tutorproof.claim.Phase;
import io.tutorproof.claim.Verdict;
import io.tutorproof.observe.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the report's page shows. */
record Page(RunResult run, Summary summary, List<Section> sections, RunChart chart, Asset style, Asset script) {

    /** The claims under one heading of the tutorial. */
    record Section(String title, List<Shown> claims) {}

    /** A claim, and the pictures of it. */
    record Shown(
            ClaimResult claim,
            @Nullable String hole,
            @Nullable Timeline timeline,
            List<Traffic> traffic) {
        /** Whether there is anything to unfold. */
        boolean hasEvidence() {
            return !claim.evidence().isEmpty() || timeline != null;
        }

        /** The evidence in its order, parted where another phase of the test begins. */
        List<Part> parts() {
            List<Part> parts = new ArrayList<>();
            for (Evidence evidence : claim.evidence()) {
                if (parts.isEmpty() || parts.get(parts.size() - 1).phase() != evidence.phase()) {
                    parts.add(new Part(evidence.phase(), new ArrayList<>()));
                }
                parts.get(parts.size() - 1).evidence().add(evidence);
            }
            return parts;
        }

        /** Why the verdict is not plainly "holds"; empty when it is. */
        String reason() {
            String reason = claim.reason();
            return reason == null ? "" : reason;
        }

        /** How long after the test's begin it was seen, or a command given. */
        String after(Evidence evidence) {
            return after(
                    evidence instanceof Evidence.Command command
                            ? command.at().minusMillis((long) (command.seconds() * 1000))
                            : evidence.at());
        }

        /** How long after the test's begin this was. */
        String after(Instant at) {
            return "+" + Svg.seconds(Svg.secondsBetween(claim.begun(), at));
        }
    }

    /** What was done or seen in one phase of a test; the phase is null in results of before these were told apart. */
    record Part(@Nullable Phase phase, List<Evidence> evidence) {}

    static Page of(RunResult run) {
        Map<String, List<Shown>> sections = new LinkedHashMap<>();
        for (ClaimResult claim : run.claims()) {
            sections.computeIfAbsent(claim.section(), title -> new ArrayList<>())
                    .add(shown(run, claim));
        }
        return new Page(
                run,
                Summary.of(run),
                sections.entrySet().stream()
                        .map(section -> new Section(section.getKey(), section.getValue()))
                        .toList(),
                RunChart.of(run),
                Asset.read("page.css"),
                Asset.read("page.js"));
    }

    private static Shown shown(RunResult run, ClaimResult claim) {
        History history = run.histories().get(claim.id());
        if (history == null) {
            return new Shown(claim, null, null, List.of());
        }
        List<RunResult.NodeFacts> nodes =
                run.cluster() == null ? List.of() : run.cluster().nodes();
        return new Shown(
                claim,
                history.hole(),
                TimelineDrawing.draw(claim, history),
                TrafficDrawing.draw(claim, history, nodes));
    }

    /** All claims that ended with the verdict, in the tutorial's order. */
    List<Shown> with(Verdict... verdicts) {
        List<Verdict> wanted = List.of(verdicts);
        return sections.stream()
                .flatMap(section -> section.claims().stream())
                .filter(shown -> wanted.contains(shown.claim().verdict()))
                .toList();
    }

    /** The verdicts that occur, in their order. */
    List<Verdict> verdicts() {
        return List.of(Verdict.values()).stream()
                .filter(verdict -> run.count(verdict) > 0)
                .toList();
    }

    /** When the run began, in UTC, to the minute. */
    String date() {
        return date(run.started());
    }

    static String date(Instant time) {
        return time.toString().substring(0, 16).replace('T', ' ') + " UTC";
    }
}

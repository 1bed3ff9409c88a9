package io.tutorproof.report;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A picture of the whole run: what came before the claims, and the claims, some of them at the same time. */
record RunChart(
        double width,
        double height,
        double left,
        double bottom,
        List<TimeAxis.Tick> ticks,
        List<PhaseBar> phases,
        List<ClaimBar> claims) {
    private static final double WIDTH = 960;
    private static final double LEFT = 150;
    private static final double TOP = 8;
    private static final double ROW = 20;

    /** A part of the run before its claims. */
    record PhaseBar(double x, double y, double width, RunResult.Stage.Name name, String seconds) {}

    /** A claim from when what it is judged by began, which it may have in common with others, until it was judged. */
    record ClaimBar(double x, double y, double width, String id, Verdict verdict, String title, String text) {}

    static RunChart of(RunResult run) {
        TimeAxis axis = TimeAxis.between(run.started(), end(run.started(), run.seconds()), LEFT, WIDTH - 12);
        List<RunResult.Stage> phases =
                run.cluster() == null ? List.of() : run.cluster().phases();
        List<PhaseBar> phaseBars = new ArrayList<>();
        for (RunResult.Stage phase : phases) {
            double x = axis.x(phase.begun());
            double end = axis.x(Svg.secondsBetween(run.started(), phase.begun()) + phase.seconds());
            phaseBars.add(new PhaseBar(
                    x,
                    TOP + ROW * phaseBars.size(),
                    Math.max(2, Svg.at(end - x)),
                    phase.name(),
                    Svg.seconds(phase.seconds())));
        }
        double below = TOP + ROW * phaseBars.size() + 4;
        List<ClaimBar> claimBars = new ArrayList<>();
        int rows = place(run, axis, below, claimBars);
        double bottom = below + ROW * rows;
        return new RunChart(WIDTH, bottom + 24, LEFT, bottom, axis.ticks(), phaseBars, claimBars);
    }

    private static Instant end(Instant begun, double seconds) {
        return begun.plusMillis((long) (Math.min(seconds, 1e9) * 1000));
    }

    /** Puts each claim into the first row that is free when it begins; how many rows there are then. */
    private static int place(RunResult run, TimeAxis axis, double top, List<ClaimBar> bars) {
        List<Instant> free = new ArrayList<>();
        List<ClaimResult> tried = run.claims().stream()
                .filter(claim -> claim.seconds() > 0)
                .sorted(Comparator.comparing(ClaimResult::begun))
                .toList();
        for (ClaimResult claim : tried) {
            Instant end = end(claim.begun(), claim.seconds());
            int row = 0;
            while (row < free.size() && free.get(row).isAfter(claim.begun())) {
                row++;
            }
            if (row == free.size()) {
                free.add(end);
            } else {
                free.set(row, end);
            }
            double x = axis.x(claim.begun());
            double width = Math.max(2, Svg.at(axis.x(end) - x - 1));
            bars.add(new ClaimBar(
                    x,
                    top + ROW * row,
                    width,
                    claim.id(),
                    claim.verdict(),
                    claim.id() + ": " + claim.verdict().id() + ", " + Svg.seconds(claim.seconds()),
                    Svg.fitting(claim.id(), width - 6)));
        }
        return free.size();
    }
}

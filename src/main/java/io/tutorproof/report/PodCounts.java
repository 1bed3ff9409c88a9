package io.tutorproof.report;

import io.tutorproof.observe.Event;
import io.tutorproof.observe.History;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.report.Timeline.Curve;
import io.tutorproof.report.Timeline.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How many pods there were and how many were ready, through time, and how many a Deployment allows. */
final class PodCounts {
    private static final double LEVEL = 13;

    /** What is true from a place on the time axis on. There is no band where no one Deployment has rolled out. */
    private record Moment(
            double x, int ready, int there, @Nullable Band band) {}

    private record Band(int least, int most) {}

    private final TimeAxis axis;
    private final List<Moment> moments = new ArrayList<>();
    /** Deployments that once had all their pods; before that there is nothing yet to be kept. */
    private final Set<String> rolledOut = new HashSet<>();

    private PodCounts(TimeAxis axis) {
        this.axis = axis;
    }

    /** The curve, or null when no pod has a controller: then there is no number to keep. */
    static @Nullable Curve curve(History history, TimeAxis axis, double top) {
        PodCounts counts = new PodCounts(axis);
        counts.count(history);
        return counts.moments.stream().allMatch(moment -> moment.there() == 0) ? null : counts.draw(top);
    }

    private void count(History history) {
        Map<String, Snapshot> objects = new LinkedHashMap<>();
        for (Event event : history.events()) {
            if (event.change() == Event.Change.DELETED) {
                objects.remove(event.object().uid());
            } else {
                objects.put(event.object().uid(), event.object());
            }
            moments.add(moment(axis.x(event.at()), objects));
        }
    }

    private Moment moment(double x, Map<String, Snapshot> objects) {
        List<Snapshot.Pod> pods = of(objects, Snapshot.Pod.class).stream()
                .filter(pod -> pod.owner() != null && !pod.terminating())
                .toList();
        List<Snapshot.Deployment> deployments = of(objects, Snapshot.Deployment.class);
        deployments.stream().filter(Snapshot.Deployment::isRolledOut).forEach(done -> rolledOut.add(done.uid()));
        Band band =
                deployments.size() == 1 && rolledOut.contains(deployments.get(0).uid())
                        ? bandOf(deployments.get(0))
                        : null;
        return new Moment(x, (int) pods.stream().filter(Snapshot.Pod::ready).count(), pods.size(), band);
    }

    private static Band bandOf(Snapshot.Deployment deployment) {
        return new Band(
                Math.max(0, deployment.wanted() - deployment.maxUnavailable()),
                deployment.wanted() + deployment.maxSurge());
    }

    private static <S> List<S> of(Map<String, Snapshot> objects, Class<S> type) {
        return objects.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private Curve draw(double top) {
        int most = moments.stream()
                .mapToInt(moment -> Math.max(
                        moment.there(),
                        moment.band() == null ? 0 : moment.band().most()))
                .max()
                .orElse(0);
        double bottom = top + LEVEL * most;
        return new Curve(
                top,
                bottom,
                IntStream.rangeClosed(0, most)
                        .filter(pods -> most <= 8 || pods % 5 == 0)
                        .mapToObj(pods -> new Level(y(bottom, pods), pods))
                        .toList(),
                path(bottom, moments.stream().map(Moment::ready).toList()),
                path(bottom, moments.stream().map(Moment::there).toList()),
                band(bottom));
    }

    private static double y(double bottom, int pods) {
        return Svg.at(bottom - LEVEL * pods);
    }

    private String path(double bottom, List<Integer> counts) {
        StringBuilder path =
                new StringBuilder("M").append(axis.left()).append(' ').append(y(bottom, 0));
        for (int i = 0; i < moments.size(); i++) {
            path.append('H').append(moments.get(i).x()).append('V').append(y(bottom, counts.get(i)));
        }
        return path.append('H').append(axis.right()).toString();
    }

    private @Nullable String band(double bottom) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < moments.size(); ) {
            Band band = moments.get(i).band();
            int next = i + 1;
            while (next < moments.size() && Objects.equals(moments.get(next).band(), band)) {
                next++;
            }
            double from = moments.get(i).x();
            double to = next < moments.size() ? moments.get(next).x() : axis.right();
            if (band != null && to > from) {
                path.append('M').append(from).append(' ').append(y(bottom, band.least()));
                path.append('H').append(to).append('V').append(y(bottom, band.most()));
                path.append('H').append(from).append('Z');
            }
            i = next;
        }
        return path.isEmpty() ? null : path.toString();
    }
}

package io.tutorproof.report;

import io.tutorproof.claim.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A picture of what the watch saw while a claim was tried. */
record Timeline(
        double width,
        double height,
        double left,
        double right,
        double bottom,
        List<TimeAxis.Tick> ticks,
        List<Window> windows,
        List<Command> commands,
        List<Lane> lanes,
        @Nullable Curve curve,
        List<Owner> owners,
        String description) {

    /** Whether some lane has a mark of this style, or a bar of it. */
    boolean shows(String style) {
        return lanes.stream()
                .anyMatch(lane -> lane.marks().stream()
                                .anyMatch(mark -> mark.style().equals(style))
                        || lane.bars().stream().anyMatch(bar -> bar.style().equals(style)));
    }

    /** One pod, the endpoints of one service, or requests, through time. */
    record Lane(double y, Text label, String title, List<Bar> bars, List<Mark> marks) {}

    /** A time in which it stayed as it was. */
    record Bar(double x, double width, String style, String title, String text) {}

    /** A moment: a request that failed, or a container that was started anew. */
    record Mark(double x, String style, String title) {
        static final String FAILURE = "failure";
        static final String RESTART = "restart";
    }

    /** A command that changed something; its label is empty where there is no room for it. */
    record Command(double x, String label, String title) {}

    /** A time in which nothing was to happen. */
    record Window(double x, double width, String title) {}

    /**
     * Numbers of pods through time, each a path.
     *
     * @param ready pods that were ready
     * @param there pods that were not terminating
     * @param band how many a Deployment allows: that many have to be ready, and that many may be there; null without one
     */
    record Curve(
            double top,
            double bottom,
            List<Level> levels,
            String ready,
            String there,
            @Nullable String band) {}

    /** A line of the curve's scale. */
    record Level(double y, int pods) {}

    /** A colour of the picture: what its pods are controlled by. */
    record Owner(String style, String name) {}
}

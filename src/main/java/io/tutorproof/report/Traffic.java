package io.tutorproof.report;

import io.tutorproof.claim.Text;
import java.util.List;

/**
 * A picture of the way that requests take: client, node port or Ingress, service, pods.
 *
 * @param edges the ways from one box to the next, each a path
 */
record Traffic(Moment moment, double width, double height, List<Box> boxes, List<String> edges, String description) {
    /** When it was so. */
    enum Moment {
        /** At the end of the time in which nothing was to happen. */
        WINDOW,
        /** When the test had ended. */
        END
    }

    /** A thing on the way, with its real names and addresses. */
    record Box(double x, double y, double width, double height, String style, List<Line> lines) {}

    /** A line of text in a box. */
    record Line(double x, double y, Text text) {}
}

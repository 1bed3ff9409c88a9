package io.tutorproof.report;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Evidence;
import io.tutorproof.report.Timeline.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The commands of a {@link Timeline} that changed something. */
final class TypedCommands {
    private static final double LABEL = 62;

    /** The first words of commands that only look. */
    private static final Set<String> LOOKS = Set.of(
            "get",
            "describe",
            "version",
            "rollout status",
            "exec",
            "port-forward",
            "explain",
            "auth",
            "images",
            "logs",
            "wait");

    private TypedCommands() {}

    /** Those of the claim, from left to right; the first word of one stands where there is room. */
    static List<Command> of(ClaimResult claim, TimeAxis axis, double left) {
        List<Command> commands = new ArrayList<>();
        double free = left;
        for (Evidence evidence : claim.evidence()) {
            if (evidence instanceof Evidence.Command command && acts(command.command())) {
                double x = axis.x(Svg.secondsBetween(claim.begun(), command.at()) - command.seconds());
                boolean room = x >= free;
                commands.add(new Command(x, room ? verb(command.command()) : "", "$ " + command.command()));
                free = room ? x + LABEL : free;
            }
        }
        return commands;
    }

    private static boolean acts(String command) {
        String arguments = command.replaceFirst("^\\S+ ", "");
        return LOOKS.stream().noneMatch(look -> (arguments + " ").startsWith(look + " "))
                && !command.contains("--dry-run");
    }

    private static String verb(String command) {
        String[] words = command.split(" ", -1);
        return words.length < 2 ? command : Svg.fitting(words[1], LABEL);
    }
}

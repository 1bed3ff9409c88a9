package io.tutorproof.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether what is named was there before: pods in the list that was printed last, images under the name they were given. */
final class Names {
    /** A name whose end a controller made up, of the letters that Kubernetes takes for it (k8s.io/apimachinery, rand). */
    private static final Pattern GENERATED = Pattern.compile("[a-z0-9-]+-[bcdfghjklmnpqrstvwxz2456789]{5}");

    private static final Set<String> POD_COMMANDS = Set.of("delete", "describe", "get", "logs", "exec", "port-forward");

    private Names() {}

    /** Pods that are named but were not in the list before. */
    static List<Finding> pods(Document document) {
        List<Finding> findings = new ArrayList<>();
        Set<String> listed = new HashSet<>();
        int at = 0;
        for (Command command : document.commands()) {
            for (String pod : podsIn(command)) {
                if (!listed.isEmpty() && !listed.contains(pod)) {
                    findings.add(new Finding(
                            Finding.Kind.POD_NAMES,
                            command.line(),
                            "pod " + pod + " is not in the list printed before it, in line " + at + ": "
                                    + listed.stream().sorted().collect(Collectors.joining(", "))));
                }
            }
            Set<String> printed = list(command);
            if (!printed.isEmpty()) {
                listed = printed;
                at = command.line();
            }
        }
        return findings;
    }

    private static List<String> podsIn(Command command) {
        return command.begins("kubectl")
                        && command.words().stream()
                                .skip(1)
                                .findFirst()
                                .filter(POD_COMMANDS::contains)
                                .isPresent()
                ? command.operands(2).stream()
                        .map(word -> word.replaceFirst("^pod/", ""))
                        .filter(word -> GENERATED.matcher(word).matches())
                        .toList()
                : List.of();
    }

    private static Set<String> list(Command command) {
        Set<String> pods = new HashSet<>();
        boolean inTable = false;
        for (String line : command.output()) {
            String first = line.strip().split("\\s+", 2)[0];
            if (first.equals("NAME")) {
                inTable = line.contains("READY") && line.contains("RESTARTS");
            } else if (inTable && !first.isEmpty()) {
                pods.add(first.replaceFirst("^pod/", ""));
            }
        }
        return pods;
    }

    /** Images that are tagged or pushed, but that nothing before made under that name. */
    static List<Finding> tags(Document document) {
        List<Finding> findings = new ArrayList<>();
        List<String> made = new ArrayList<>();
        for (Command command : document.commands()) {
            if (command.begins("docker", "build")) {
                tagOf(command).ifPresent(made::add);
            } else if (command.begins("docker", "pull")) {
                made.addAll(command.operands(2));
            } else if (command.begins("docker", "tag") && command.operands(2).size() == 2) {
                requireMade(command, command.operands(2).get(0), made, findings);
                made.add(command.operands(2).get(1));
            } else if (command.begins("docker", "push") && command.operands(2).size() == 1) {
                requireMade(command, command.operands(2).get(0), made, findings);
            }
        }
        return findings;
    }

    private static Optional<String> tagOf(Command build) {
        for (int i = 0; i + 1 < build.words().size(); i++) {
            if (build.words().get(i).equals("-t") || build.words().get(i).equals("--tag")) {
                return Optional.of(build.words().get(i + 1));
            }
        }
        return build.words().stream()
                .filter(word -> word.startsWith("--tag="))
                .map(word -> word.substring("--tag=".length()))
                .findFirst();
    }

    private static void requireMade(Command command, String image, List<String> made, List<Finding> findings) {
        if (!made.contains(image)) {
            findings.add(new Finding(
                    Finding.Kind.TAGS,
                    command.line(),
                    "'" + command + "' uses " + image + ", and no command before makes an image of that name"
                            + (made.isEmpty() ? "" : ": made are " + String.join(", ", made))));
        }
    }
}

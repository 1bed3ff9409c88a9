package io.tutorproof.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the files that are named are there, and always named alike. */
final class Paths {
    /** A path below the manifests, and what the text has before it. */
    private record Named(String path, String root, String below, int line) {}

    private final Set<String> manifests;
    private final Set<String> directories;

    Paths(Set<String> manifests) {
        this.manifests = manifests;
        this.directories = manifests.stream()
                .filter(path -> path.contains("/"))
                .map(path -> path.substring(0, path.indexOf('/')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The manifests that the text names. */
    Set<String> namedIn(Document document) {
        return named(document).stream()
                .map(Named::below)
                .filter(manifests::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Named> named(Document document) {
        List<Named> named = new ArrayList<>();
        document.commands().forEach(command -> command.words().forEach(word -> add(named, word, command.line())));
        document.links().forEach(link -> add(named, link.destination(), link.line()));
        return named;
    }

    List<Finding> in(Document document) {
        List<Named> named = named(document);
        List<Finding> findings = new ArrayList<>(differentRoots(named));
        for (Named path : named) {
            if (path.below().endsWith(".yaml") && !manifests.contains(path.below())) {
                findings.add(new Finding(
                        Finding.Kind.PATHS, path.line(), path.path() + " is named, and there is no such manifest"));
            }
        }
        return findings;
    }

    private void add(List<Named> named, String word, int line) {
        String path = word.replaceFirst("^(\\.\\.?/)+", "");
        if (path.contains("://") || path.startsWith("#")) {
            return;
        }
        List<String> parts = List.of(path.split("/"));
        for (int i = 0; i < parts.size(); i++) {
            if (directories.contains(parts.get(i))) {
                named.add(new Named(
                        path,
                        String.join("/", parts.subList(0, i)),
                        String.join("/", parts.subList(i, parts.size())),
                        line));
                return;
            }
        }
    }

    /** One finding for each root but the one that is named most. */
    private static List<Finding> differentRoots(List<Named> named) {
        Map<String, List<Named>> byRoot =
                named.stream().collect(Collectors.groupingBy(Named::root, LinkedHashMap::new, Collectors.toList()));
        List<Named> usual = byRoot.values().stream()
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
        List<Finding> findings = new ArrayList<>();
        byRoot.forEach((root, paths) -> {
            if (!paths.equals(usual)) {
                String lines = paths.stream()
                        .map(path -> String.valueOf(path.line()))
                        .distinct()
                        .collect(Collectors.joining(", "));
                findings.add(new Finding(
                        Finding.Kind.PATHS,
                        paths.get(0).line(),
                        "files are below '" + root + "' here (lines " + lines + "), and below '"
                                + usual.get(0).root() + "' in " + usual.size() + " places, as in line "
                                + usual.get(0).line()
                                + (isSlip(root, usual.get(0).root()) ? ": a slip of the pen" : "")));
            }
        });
        return findings;
    }

    /** Whether one is the other with one letter left out, put in or changed. */
    private static boolean isSlip(String one, String other) {
        int same = 0;
        while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        String restOfOne = one.substring(same);
        String restOfOther = other.substring(same);
        return restOfOther.equals(after(restOfOne))
                || restOfOne.equals(after(restOfOther))
                || after(restOfOne).equals(after(restOfOther));
    }

    private static String after(String text) {
        return text.isEmpty() ? "" : text.substring(1);
    }
}

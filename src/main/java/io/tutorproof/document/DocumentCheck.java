package io.tutorproof.document;

import io.tutorproof.claim.Ledger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Everything that can be found wrong with a tutorial without a cluster. */
final class DocumentCheck {
    private DocumentCheck() {}

    /**
     * Checks a text.
     *
     * @param manifests the manifests' texts, by their paths
     * @throws DocumentException when text or ledger cannot be used for it
     */
    static List<Finding> findings(Document document, Ledger ledger, Map<String, String> manifests) {
        List<Finding> findings = new ArrayList<>();
        document.open().forEach(fence -> findings.add(fence(fence)));
        Paths paths = new Paths(manifests.keySet());
        findings.addAll(paths.in(document));
        findings.addAll(Names.pods(document));
        findings.addAll(Names.tags(document));
        Map<String, String> named = new TreeMap<>(manifests);
        named.keySet().retainAll(paths.namedIn(document));
        findings.addAll(new YamlBlocks(named).in(document));
        findings.addAll(links(document));
        findings.addAll(new Passages(ledger, document).findings());
        findings.sort(Comparator.comparingInt(Finding::line));
        return findings;
    }

    private static Finding fence(Fence fence) {
        return new Finding(
                Finding.Kind.FENCE,
                fence.line(),
                fence.next() == 0
                        ? "the fence that opens here is never closed"
                        : "the fence that opens here is not closed before the next opens in line " + fence.next());
    }

    private static List<Finding> links(Document document) {
        Set<String> anchors = document.headings().stream().map(Document::anchor).collect(Collectors.toSet());
        return document.links().stream()
                .filter(link -> link.destination().startsWith("#")
                        && !anchors.contains(link.destination().substring(1)))
                .map(link -> new Finding(
                        Finding.Kind.LINKS, link.line(), "no heading is linked to by " + link.destination()))
                .toList();
    }
}

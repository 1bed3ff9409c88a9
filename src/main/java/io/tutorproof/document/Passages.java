package io.tutorproof.document;

import io.tutorproof.claim.Ledger;
import io.tutorproof.claim.LedgerEntry;
import io.tutorproof.claim.Passage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the text still says what was proved, and what of it nothing proves. */
final class Passages {
    private final Ledger ledger;
    private final Document document;

    Passages(Ledger ledger, Document document) {
        this.ledger = ledger;
        this.document = document;
        if (ledger.entries().stream().allMatch(claim -> claim.passages().isEmpty())) {
            throw new DocumentException(
                    "the ledger says of no claim where it stands, so that no change of the text can be"
                            + " seen; add `passages: {text 1: FINGERPRINT}` to the claims. These are there:" + list());
        }
    }

    private String list() {
        StringBuilder list = new StringBuilder();
        document.blocks()
                .forEach(block -> list.append("\n  line %4d  %s  %-8s  %s"
                        .formatted(block.line(), block.fingerprint(), block.place(), block.section())));
        return list.toString();
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Set<Block> covered = new HashSet<>();
        for (LedgerEntry claim : ledger.entries()) {
            for (Passage passage : claim.passages()) {
                Optional<Block> same = find(claim, passage);
                same.ifPresentOrElse(covered::add, () -> findings.add(lost(claim, passage, covered)));
            }
        }
        document.code().stream()
                .filter(block -> !covered.contains(block))
                .filter(block -> !Command.in(block).isEmpty())
                .forEach(block -> findings.add(new Finding(
                        Finding.Kind.UNCOVERED,
                        block.line(),
                        "no claim is about these commands: " + Command.in(block).get(0) + " (" + block.place() + ": '"
                                + block.fingerprint() + "' of '" + block.section() + "')")));
        return findings;
    }

    /** The passage as it was, at its place or, when something was put in before it, elsewhere below the same heading. */
    private Optional<Block> find(LedgerEntry claim, Passage passage) {
        List<Block> same = document.blocks().stream()
                .filter(block -> block.section().equals(claim.section())
                        && block.fingerprint().equals(passage.fingerprint()))
                .toList();
        return same.stream()
                .filter(block -> block.place().equals(passage.place()))
                .findFirst()
                .or(() -> same.stream().findFirst());
    }

    private Finding lost(LedgerEntry claim, Passage passage, Set<Block> covered) {
        String what = passage.place() + " of '" + claim.section() + "'";
        Optional<Block> elsewhere = document.blocks().stream()
                .filter(block -> block.fingerprint().equals(passage.fingerprint()))
                .findFirst();
        Optional<Block> instead = document.blocks().stream()
                .filter(block ->
                        block.section().equals(claim.section()) && block.place().equals(passage.place()))
                .findFirst();
        if (elsewhere.isPresent()) {
            covered.add(elsewhere.get());
            return new Finding(
                    Finding.Kind.CHANGED,
                    elsewhere.get().line(),
                    "the passage of claim " + claim.id() + " has moved from '" + claim.section() + "' to '"
                            + elsewhere.get().section() + "'");
        }
        if (instead.isPresent()) {
            covered.add(instead.get());
            return new Finding(
                    Finding.Kind.CHANGED,
                    instead.get().line(),
                    "the passage of claim " + claim.id() + " (" + what
                            + ") has changed since the claim was proved; when"
                            + " the claim still says the same, its fingerprint is now '"
                            + instead.get().fingerprint() + "'");
        }
        return new Finding(
                Finding.Kind.GONE,
                1,
                "the passage of claim " + claim.id() + " (" + what + ") is gone"
                        + (document.headings().contains(claim.section()) ? "" : ", and so is the heading"));
    }
}

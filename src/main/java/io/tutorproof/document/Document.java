package io.tutorproof.document;

import java.util.List;
import java.util.Locale;

/**
 * A tutorial's text, taken apart.
 *
 * @param headings their texts, in order
 * @param open the fences that were not closed; what comes after is read as if they were
 */
record Document(List<String> headings, List<Block> blocks, List<Link> links, List<Fence> open) {
    /**
     * Reads Markdown.
     *
     * @param name what it is called in messages
     * @throws DocumentException when it is something else
     */
    static Document parse(String name, String markdown) {
        DocumentReader reader = new DocumentReader();
        Document document = reader.read(markdown);
        boolean hasCode = document.blocks().stream().anyMatch(block -> block.kind() == Block.Kind.CODE);
        if (document.headings().isEmpty() && !hasCode) {
            throw new DocumentException(
                    name + " has neither a heading nor code, so it seems to be no tutorial in Markdown");
        }
        return document;
    }

    /** The part of an address by which a heading is linked to, as GitHub makes it. */
    static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                .strip()
                .replace(' ', '-');
    }

    List<Block> code() {
        return blocks.stream().filter(block -> block.kind() == Block.Kind.CODE).toList();
    }

    List<Command> commands() {
        return blocks.stream().flatMap(block -> Command.in(block).stream()).toList();
    }
}

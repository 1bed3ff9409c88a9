package io.tutorproof.document;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** From Markdown to a document. */
final class DocumentReader extends AbstractVisitor {
    private static final Pattern FRONT_MATTER = Pattern.compile("\\A---\\R(?s:.*?)\\R---\\R");

    /** What opens a fence and cannot close one, since a language is named behind it. */
    private static final Pattern OPENING = Pattern.compile(" {0,3}(```+|~~~+) *([\\w+-]+) *");

    private final List<String> headings = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<Fence> open = new ArrayList<>();
    private final Map<Block.Kind, Integer> numbers = new EnumMap<>(Block.Kind.class);
    private String section = "";

    Document read(String markdown) {
        Parser.builder()
                .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
                .build()
                .parse(withoutFrontMatter(markdown))
                .accept(this);
        return new Document(headings, blocks, links, open);
    }

    /** Blanked, so that lines keep their numbers. */
    private static String withoutFrontMatter(String markdown) {
        Matcher front = FRONT_MATTER.matcher(markdown);
        return front.find()
                ? "\n".repeat((int) front.group().lines().count()) + markdown.substring(front.end())
                : markdown;
    }

    @Override
    public void visit(Heading heading) {
        section = Words.of(heading);
        headings.add(section);
        numbers.clear();
        visitChildren(heading);
    }

    @Override
    public void visit(Paragraph paragraph) {
        add(Block.Kind.TEXT, line(paragraph), "", Words.of(paragraph));
        visitChildren(paragraph);
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        add(Block.Kind.CODE, line(code), "", code.getLiteral());
    }

    /** An opening fence inside is where somebody forgot to close the one before. */
    @Override
    public void visit(FencedCodeBlock code) {
        int fence = line(code);
        String language = language(code.getInfo());
        StringBuilder text = new StringBuilder();
        int begun = fence;
        int line = fence;
        for (String content : code.getLiteral().lines().toList()) {
            line++;
            Matcher opening = OPENING.matcher(content);
            if (opening.matches() && opening.group(1).startsWith(fenceOf(code))) {
                add(Block.Kind.CODE, begun + 1, language, text.toString());
                open.add(new Fence(begun, line));
                begun = line;
                language = opening.group(2);
                text.setLength(0);
            } else {
                text.append(content).append('\n');
            }
        }
        add(Block.Kind.CODE, begun + 1, language, text.toString());
        if (code.getClosingFenceLength() == null) {
            open.add(new Fence(begun, 0));
        }
    }

    /** What closes it, and what another one inside of it has to have at least, to be no mere text. */
    private static String fenceOf(FencedCodeBlock code) {
        Integer length = code.getOpeningFenceLength();
        return String.valueOf(code.getFenceCharacter()).repeat(length == null ? 3 : length);
    }

    private static String language(String info) {
        return info.strip().split("\\s", 2)[0];
    }

    @Override
    public void visit(org.commonmark.node.Link link) {
        links.add(new Link(link.getDestination(), line(link)));
    }

    @Override
    public void visit(Image image) {
        links.add(new Link(image.getDestination(), line(image)));
    }

    private void add(Block.Kind kind, int line, String language, String text) {
        blocks.add(new Block(kind, section, numbers.merge(kind, 1, Integer::sum), line, language, text));
    }

    private static int line(Node node) {
        return node.getSourceSpans().get(0).getLineIndex() + 1;
    }

    /** The words of a paragraph or a heading. */
    private static final class Words extends AbstractVisitor {
        private final StringBuilder words = new StringBuilder();

        static String of(Node node) {
            Words reader = new Words();
            node.accept(reader);
            return reader.words.toString().strip();
        }

        @Override
        public void visit(Text text) {
            words.append(text.getLiteral());
        }

        @Override
        public void visit(Code code) {
            words.append(code.getLiteral());
        }

        @Override
        public void visit(SoftLineBreak end) {
            words.append(' ');
        }

        @Override
        public void visit(HardLineBreak end) {
            words.append(' ');
        }
    }
}

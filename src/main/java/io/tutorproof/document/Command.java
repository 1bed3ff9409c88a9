package io.tutorproof.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command that the reader is to type, and what the tutorial shows that it prints.
 *
 * @param line where it stands, from 1
 * @param words what is typed, without a prompt and quotation marks
 * @param output the lines after it, up to the next command, without comments
 */
record Command(Block block, int line, List<String> words, List<String> output) {
    private static final Set<String> SHELLS = Set.of("", "sh", "bash", "shell", "console", "zsh");

    /** How typed lines begin where output is shown too. */
    private static final Pattern PROMPT = Pattern.compile("\\s*(?:╰─|❯|\\$|[\\w.-]+@[\\w.-]+:\\S*[#$])\\s+(.+)");

    /** What a typed line begins with where there are no prompts. */
    private static final Pattern PROGRAM = Pattern.compile(
            "\\s*(?:sudo )?(?:kubectl|docker|kind|k3d|k3s|minikube|helm|curl|wget|ping|cat|tail|vi|ssh|git) .+");

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^\\s\"']+(?:\"[^\"]*\"|'[^']*')?)");

    Command {
        words = List.copyOf(words);
        output = List.copyOf(output);
    }

    /** The commands of a block; none when it is no shell's. */
    static List<Command> in(Block block) {
        if (block.kind() != Block.Kind.CODE || !SHELLS.contains(block.language())) {
            return List.of();
        }
        List<String> lines = block.text().lines().toList();
        boolean prompts = lines.stream().anyMatch(line -> PROMPT.matcher(line).matches());
        List<Command> commands = new ArrayList<>();
        List<String> typed = List.of();
        List<String> output = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < lines.size(); i++) {
            List<String> found = typed(lines.get(i), prompts);
            if (!found.isEmpty()) {
                commands.addAll(commands(block, at, typed, output));
                typed = found;
                at = block.line() + i;
                output = new ArrayList<>();
            } else if (!lines.get(i).startsWith("#")) {
                output.add(lines.get(i));
            }
        }
        commands.addAll(commands(block, at, typed, output));
        return commands;
    }

    /** What is typed in a line, one text for each command in it; none when it is output or a comment. */
    private static List<String> typed(String line, boolean prompts) {
        Matcher prompted = PROMPT.matcher(line);
        String typed = prompted.matches()
                ? prompted.group(1)
                : !prompts && PROGRAM.matcher(line).matches() ? line : "";
        return Stream.of(typed.split("\\s*(?:;|&&|\\|)\\s*"))
                .filter(part -> !part.isBlank())
                .toList();
    }

    /** All that a line prints is taken for its last command's. */
    private static List<Command> commands(Block block, int line, List<String> typed, List<String> output) {
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < typed.size(); i++) {
            boolean last = i + 1 == typed.size();
            commands.add(new Command(block, line, words(typed.get(i)), last ? output : List.of()));
        }
        return commands;
    }

    private static List<String> words(String typed) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(typed);
        while (word.find()) {
            words.add(word.group().replaceAll("[\"']", ""));
        }
        return words;
    }

    /** Whether it begins with these words. */
    boolean begins(String... first) {
        return words.size() >= first.length && words.subList(0, first.length).equals(List.of(first));
    }

    /** The words that are no options, from this one on. */
    List<String> operands(int from) {
        return words.stream()
                .skip(from)
                .filter(word -> !word.startsWith("-") && !word.startsWith(">"))
                .toList();
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}

package io.tutorproof.junit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to make a claim false, staged around its unchanged test, which has to fail then.
 *
 * @param what the falsehood in words
 * @param arguments arguments of the claim's kubectl and docker commands, and by what each is replaced
 * @param patches changes to manifests
 * @param before kubectl commands that are run first, in the claim's namespace
 * @param named what the message has to name with which the claim is refuted
 */
record Falsehood(
        String claim,
        String what,
        Map<String, List<String>> arguments,
        List<Patch> patches,
        List<List<String>> before,
        String named) {

    /**
     * Takes a refutation only for what it is about.
     *
     * @throws MutantSurvived when its message does not name what is wrong
     */
    void requireNamedIn(AssertionError refutation) {
        if (!String.valueOf(refutation.getMessage()).contains(named)) {
            throw new MutantSurvived(
                    "the claim was made false (" + what + "), and refuted with a message that does not name '" + named
                            + "': " + refutation.getMessage(),
                    refutation);
        }
    }

    /** A text of a manifest, which becomes another one wherever it stands. */
    record Patch(String file, String replace, String with) {}

    /** What was staged in one run of the claim's test. */
    static final class Staged {
        private final Falsehood falsehood;
        private final Set<String> unused = ConcurrentHashMap.newKeySet();

        Staged(Falsehood falsehood) {
            this.falsehood = falsehood;
            unused.addAll(falsehood.arguments().keySet());
        }

        List<String> rewrite(List<String> arguments) {
            List<String> rewritten = new ArrayList<>();
            for (String argument : arguments) {
                rewritten.addAll(falsehood.arguments().getOrDefault(argument, List.of(argument)));
                unused.remove(argument);
            }
            return rewritten;
        }

        /** A falsehood that changed nothing would prove nothing. */
        void requireUsed() {
            if (!unused.isEmpty()) {
                throw new IllegalStateException("the falsehood of " + falsehood.claim() + " ('" + falsehood.what()
                        + "') was not staged: no command has the argument " + new HashSet<>(unused));
            }
        }
    }

    /**
     * The manifests as patched, by their path.
     *
     * @param originals the texts of all manifests
     * @throws IllegalStateException when a text to be replaced does not stand there
     */
    Map<String, String> patched(Map<String, String> originals) {
        Map<String, String> patched = new LinkedHashMap<>();
        for (Patch patch : patches) {
            String text = patched.getOrDefault(patch.file(), originals.getOrDefault(patch.file(), ""));
            if (!text.contains(patch.replace())) {
                throw new IllegalStateException("the falsehood of " + claim + " ('" + what + "') cannot be staged: "
                        + patch.file() + " has no '" + patch.replace() + "'");
            }
            patched.put(patch.file(), text.replace(patch.replace(), patch.with()));
        }
        return patched;
    }
}

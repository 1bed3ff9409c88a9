package io.tutorproof.report;

import io.tutorproof.claim.Verdict;

/** A verdict for readers: a sign that tells it apart without colour, its name, and what it means. */
record VerdictWords(String sign, String en, String es, String meaningEn, String meaningEs) {
    static VerdictWords of(Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> new VerdictWords("\u2713", "holds", "se cumple", "seen as told", "visto tal como se cuenta");
            case CAVEAT ->
                new VerdictWords(
                        "\u2248",
                        "caveat",
                        "con reparo",
                        "true only under a condition",
                        "cierto solo con una condición");
            case ERRATUM ->
                new VerdictWords("\u270e", "erratum", "errata", "the tutorial is wrong", "el tutorial se equivoca");
            case REFUTED -> new VerdictWords("\u2717", "refuted", "refutada", "seen otherwise", "visto de otra manera");
            case INCONCLUSIVE ->
                new VerdictWords("?", "inconclusive", "no concluyente", "something else went wrong", "falló otra cosa");
            case NOT_CHECKED -> new VerdictWords("\u2013", "not checked", "sin comprobar", "not judged", "no se juzgó");
        };
    }
}

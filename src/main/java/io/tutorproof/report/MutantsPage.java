package io.tutorproof.report;

import java.util.Map;
import java.util.TreeMap;

/** What the page about mutants shows. */
record MutantsPage(MutantsResult result, Asset style, Asset script) {
    static MutantsPage of(MutantsResult result) {
        return new MutantsPage(result, Asset.read("page.css"), Asset.read("page.js"));
    }

    Map<String, String> without() {
        return new TreeMap<>(result.without());
    }

    String date() {
        return Page.date(result.started());
    }
}

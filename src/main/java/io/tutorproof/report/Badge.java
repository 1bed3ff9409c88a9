package io.tutorproof.report;

import io.tutorproof.claim.Verdict;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The result in one line, in the form that shields.io calls an endpoint: {@code holds 62/77}. */
final class Badge {
    private Badge() {}

    static String of(RunResult run) {
        ObjectNode badge = JsonMapper.shared().createObjectNode();
        badge.put("schemaVersion", 1)
                .put("label", "tutorproof")
                .put(
                        "message",
                        "holds " + run.count(Verdict.HOLDS) + "/" + run.claims().size())
                .put("color", run.isGood() ? "green" : "red");
        return badge + "\n";
    }
}

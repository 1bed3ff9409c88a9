package io.tutorproof.report;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.claim.Evidence;
import io.tutorproof.claim.Text;
import io.tutorproof.claim.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The result for machines, {@code claims.json}, schema 1. Written whole or not at all. */
public final class ClaimsJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ClaimsJson() {}

    /** Writes the file, and its directory where that is missing. */
    public static void write(RunResult run, Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path whole = Files.createTempFile(directory, "claims", ".json");
        Files.writeString(whole, MAPPER.writeValueAsString(toJson(run)));
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    static ObjectNode toJson(RunResult run) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", 1).put("started", run.started().toString()).put("seconds", seconds(run.took()));
        RunResult.ClusterFacts cluster = run.cluster();
        if (cluster == null) {
            root.putNull("cluster");
        } else {
            root.putObject("cluster")
                    .put("kubernetes", cluster.kubernetes())
                    .put("image", cluster.image())
                    .put("nodes", cluster.nodes())
                    .put("startSeconds", seconds(cluster.start()))
                    .put("imageLoadSeconds", seconds(cluster.imageLoad()));
        }
        ObjectNode summary = root.putObject("summary");
        for (Verdict verdict : Verdict.values()) {
            summary.put(verdict == Verdict.NOT_CHECKED ? "notChecked" : verdict.id(), run.count(verdict));
        }
        summary.put("total", run.claims().size());
        ArrayNode claims = root.putArray("claims");
        run.claims().forEach(claim -> add(claims.addObject(), claim));
        return root;
    }

    private static void add(ObjectNode json, ClaimResult result) {
        json.put("id", result.claim().id()).put("section", result.claim().section());
        put(json, "statement", result.claim().statement());
        ObjectNode expected = json.putObject("expected");
        expected.put("verdict", result.expected().verdict().id());
        put(expected, "reason", result.expected().reason());
        put(expected, "correction", result.expected().correction());
        json.put("verdict", result.verdict().id())
                .put("reason", result.reason())
                .put("seconds", result.seconds())
                .put("test", result.test());
        ArrayNode evidence = json.putArray("evidence");
        result.evidence().forEach(piece -> add(evidence.addObject(), piece));
    }

    private static void put(ObjectNode json, String field, @Nullable Text text) {
        if (text == null) {
            json.putNull(field);
        } else {
            json.putObject(field).put("en", text.en()).put("es", text.es());
        }
    }

    private static void add(ObjectNode json, Evidence evidence) {
        if (evidence instanceof Evidence.Command command) {
            json.put("kind", "command")
                    .put("command", command.line())
                    .put("exitCode", command.exitCode())
                    .put("output", command.output())
                    .put("seconds", command.seconds());
        } else if (evidence instanceof Evidence.Fact fact) {
            json.put("kind", "fact")
                    .put("what", fact.what())
                    .put("wanted", fact.wanted())
                    .put("seen", fact.seen());
        } else if (evidence instanceof Evidence.Response response) {
            json.put("kind", "response")
                    .put("url", response.url())
                    .put("status", response.status())
                    .put("body", response.body());
        } else if (evidence instanceof Evidence.Window window) {
            json.put("kind", "window")
                    .put("what", window.what())
                    .put("seconds", window.seconds())
                    .put("fence", window.fence());
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}

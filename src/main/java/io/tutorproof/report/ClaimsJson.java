package io.tutorproof.report;

import io.tutorproof.claim.ClaimResult;
import io.tutorproof.observe.History;
import io.tutorproof.report.RunResult.ClusterFacts;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

/**
 * The result for machines, {@code claims.json}. Its form is described by {@code claims.schema.json} beside this class.
 * Any number in the field {@code schema} but {@value #SCHEMA} is another form.
 */
public final class ClaimsJson {
    static final int SCHEMA = 2;

    private ClaimsJson() {}

    /** What the file holds. */
    private record Saved(
            int schema,
            Instant started,
            double seconds,
            @Nullable ClusterFacts cluster,
            Summary summary,
            List<ClaimResult> claims,
            Map<String, History> histories) {}

    static String toJson(RunResult run) {
        return ResultMapper.MAPPER.writeValueAsString(new Saved(
                        SCHEMA,
                        run.started(),
                        run.seconds(),
                        run.cluster(),
                        Summary.of(run),
                        run.claims(),
                        run.histories()))
                + "\n";
    }

    /**
     * Reads a file that a run has written.
     *
     * @throws ResultException when there is none, or when it is cut off, damaged, or of another schema
     */
    public static RunResult read(Path file) {
        return parse(file.toString(), textOf(file));
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ResultException("there is no file " + file + ": name a claims.json that a run has written");
        } catch (CharacterCodingException e) {
            throw new ResultException(file + " is not UTF-8 text: name a claims.json that a run has written");
        } catch (IOException e) {
            throw new ResultException(file + " cannot be read: " + e);
        }
    }

    static RunResult parse(String name, String text) {
        try {
            requireSchema(name, text.isBlank() ? null : ResultMapper.MAPPER.readTree(text));
            Saved saved = ResultMapper.MAPPER.readValue(text, Saved.class); // anew, for the lines of its mistakes
            requireUnique(name, saved.claims());
            return new RunResult(saved.started(), saved.seconds(), saved.cluster(), saved.claims(), saved.histories());
        } catch (JacksonException e) {
            throw new ResultException(name + where(e.getLocation()) + ": no result can be read from it ("
                    + e.getOriginalMessage().lines().findFirst().orElse("") + "); is the file whole?");
        }
    }

    private static String where(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1 ? "" : ":" + location.getLineNr();
    }

    private static void requireUnique(String name, List<ClaimResult> claims) {
        Set<String> ids = new HashSet<>();
        for (ClaimResult claim : claims) {
            if (!ids.add(claim.id())) {
                throw new ResultException(name + " has the claim " + claim.id() + " twice");
            }
        }
    }

    private static void requireSchema(String name, @Nullable JsonNode json) {
        JsonNode schema = json == null ? null : json.get("schema");
        if (schema == null || !schema.isInt()) {
            throw new ResultException(name + " has no field 'schema', so it is no result of a run: name a claims.json");
        }
        if (schema.asInt() > SCHEMA) {
            throw new ResultException(name + " is of schema " + schema.asInt() + ", newer than schema " + SCHEMA
                    + ", which this version of tutorproof reads: use a newer one");
        }
        if (schema.asInt() < SCHEMA) {
            throw new ResultException(
                    name + " is of schema " + schema.asInt() + ", which had no histories; this version"
                            + " of tutorproof reads schema " + SCHEMA + ": verify again");
        }
    }
}

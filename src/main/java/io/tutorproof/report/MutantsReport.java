package io.tutorproof.report;

import io.tutorproof.report.MutantsResult.Mutant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells what became of the mutants: {@code mutants.json}, and {@code mutants.html} for people. */
public final class MutantsReport {
    /** The page's name in its directory. */
    public static final String PAGE = "mutants.html";

    private static final String JSON = "mutants.json";

    private MutantsReport() {}

    private record Json(
            int mutants,
            int killed,
            double seconds,
            List<String> claimsWithoutKill,
            List<Mutant> survivors,
            List<Mutant> kills,
            Map<String, String> claimsWithoutMutant) {}

    /** Writes both files, each whole or not at all. */
    public static void write(MutantsResult result, Path directory) throws IOException {
        WholeFile.write(directory.resolve(JSON), toJson(result));
        WholeFile.write(directory.resolve(PAGE), PageHtml.render(result));
    }

    /** Removes what an earlier run left there. */
    public static void remove(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(JSON));
        Files.deleteIfExists(directory.resolve(PAGE));
    }

    static String toJson(MutantsResult result) {
        return ResultMapper.MAPPER.writeValueAsString(new Json(
                        result.tried().size(),
                        result.kills().size(),
                        result.seconds(),
                        result.survivors().stream().map(Mutant::claim).toList(),
                        result.survivors(),
                        result.kills(),
                        new TreeMap<>(result.without())))
                + "\n";
    }
}

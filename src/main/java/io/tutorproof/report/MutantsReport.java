package io.tutorproof.report;

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
            int valid,
            int killed,
            double seconds,
            List<MutantResult> tried,
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
                        result.valid(),
                        result.killed(),
                        result.seconds(),
                        result.tried(),
                        new TreeMap<>(result.without())))
                + "\n";
    }
}

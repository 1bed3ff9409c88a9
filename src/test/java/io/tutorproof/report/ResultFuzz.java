package io.tutorproof.report;

import java.nio.charset.StandardCharsets;

/** Any bytes are a saved result, of which a page is made, or refused: see {@code .ci/fuzz}. */
public final class ResultFuzz {
    private ResultFuzz() {}

    /** Called by the fuzzer before it looks at the clock: loads what the first input would else have to wait for. */
    public static void fuzzerInitialize() throws Exception {
        fuzzerTestOneInput(new byte[0]);
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            PageHtml.render(ClaimsJson.parse("claims.json", new String(input, StandardCharsets.UTF_8)));
        } catch (ResultException e) {
            // Refused.
        }
    }
}

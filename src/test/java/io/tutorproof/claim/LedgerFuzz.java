package io.tutorproof.claim;

import java.nio.charset.StandardCharsets;

/** Any bytes are a ledger, or refused: see {@code .ci/fuzz}. */
public final class LedgerFuzz {
    private LedgerFuzz() {}

    /** Called by the fuzzer before it looks at the clock: loads what the first input would else have to wait for. */
    public static void fuzzerInitialize() throws Exception {
        fuzzerTestOneInput(new byte[0]);
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            Ledger.parse("claims.yaml", new String(input, StandardCharsets.UTF_8));
        } catch (LedgerException e) {
            // Refused, with the line.
        }
    }
}

package io.tutorproof.document;

import io.tutorproof.claim.Ledger;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Any text is checked, or refused: see {@code .ci/fuzz}. */
public final class DocumentFuzz {
    private static final Ledger LEDGER = Ledger.parse("claims.yaml", """
            - id: a-claim
              section: Pods
              statement: {en: It runs., es: Funciona.}
              expected: holds
            """);

    private static final Map<String, String> MANIFESTS = Map.of(
            "deploy-01/mi-pod.yaml",
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: mi-pod\nspec:\n  containers:\n  - image: a\n    name: a\n");

    private DocumentFuzz() {}

    /** Called by the fuzzer before it looks at the clock: loads what the first input would else have to wait for. */
    public static void fuzzerInitialize() throws Exception {
        fuzzerTestOneInput(new byte[0]);
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            DocumentCheck.findings(
                    Document.parse("tutorial.md", new String(input, StandardCharsets.UTF_8)), LEDGER, MANIFESTS);
        } catch (DocumentException e) {
            // Refused, with the line.
        }
    }
}

package io.tutorproof.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tutorproof.claim.Ledger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentCheckTest {
    private static final String POD =
            "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {dnsPolicy: ClusterFirst}}";
    private static final Map<String, String> MANIFESTS = Map.of("step-1/a.yaml", POD, "step-2/b.yaml", "kind: Service");

    /** Something that a claim is about, so that there is something to lose. */
    private static final String PROVED = """
            ---
            title: a tutorial
            ---
            # Start

            Pods start *at
            once*.

            ```sh
            $ kubectl apply -f repo/step-1/a.yaml
            pod/a created
            ```
            """;

    private static final Ledger LEDGER = Ledger.parse("claims.yaml", """
            - id: pods-start
              section: Start
              passages: {text 1: %s, code 1: %s}
              statement: {en: Pods start., es: Los pods arrancan.}
              expected: holds
            """.formatted(
                    Document.parse("tutorial.md", PROVED).blocks().get(0).fingerprint(),
                    Document.parse("tutorial.md", PROVED).blocks().get(1).fingerprint()));

    private static List<String> findings(String text) {
        return DocumentCheck.findings(Document.parse("tutorial.md", text), LEDGER, MANIFESTS).stream()
                .map(finding -> finding.line() + " " + finding.kind() + " " + finding.message())
                .toList();
    }

    @Test
    void a_text_that_is_as_it_was_proved_has_no_findings() {
        assertThat(findings(PROVED)).isEmpty();
        assertThat(findings(PROVED.replace("*at\nonce*", "at once")))
                .as("other markup")
                .isEmpty();
        assertThat(findings(PROVED.replace("Pods", "Before all that.\n\nPods")))
                .as("something put in before")
                .isEmpty();
    }

    @Test
    void a_passage_that_changed_is_found_with_its_line_and_its_new_fingerprint() {
        String changed = PROVED.replace("once", "twice");

        assertThat(findings(changed))
                .singleElement()
                .asString()
                .startsWith("6 doc-changed the passage of claim pods-start (text 1 of 'Start') has changed")
                .contains("'"
                        + Document.parse("tutorial.md", changed).blocks().get(0).fingerprint() + "'");
    }

    @Test
    void a_passage_that_moved_or_is_gone_is_found() {
        assertThat(findings(PROVED.replace("```sh", "# Other\n\n```sh")))
                .singleElement()
                .asString()
                .startsWith("12 doc-changed the passage of claim pods-start has moved from 'Start' to 'Other'");
        assertThat(findings(PROVED.replace("Pods start *at\nonce*.", "")))
                .containsExactly("1 doc-gone the passage of claim pods-start (text 1 of 'Start') is gone");
        assertThat(findings(PROVED.replace("# Start", "# Begin").replace("kubectl", "k3s kubectl")))
                .anyMatch(finding -> finding.endsWith("is gone, and so is the heading"));
    }

    @Test
    void commands_that_no_claim_is_about_are_found() {
        assertThat(findings(PROVED + "\n```bash\n# look\nkubectl get pods -w | grep Image:\n```\n"))
                .singleElement()
                .asString()
                .startsWith("15 doc-uncovered no claim is about these commands: kubectl get pods -w (code 2: '");
        assertThat(findings(PROVED + "\n```text\nkubectl get pods\n```\n"))
                .as("no shell's")
                .isEmpty();
        assertThat(findings(PROVED + "\n```sh\nNAME READY\n```\n"))
                .as("output alone")
                .isEmpty();
    }

    @Test
    void a_fence_that_is_not_closed_is_found_and_what_comes_after_it_is_still_read() {
        assertThat(findings(PROVED + "\n```yaml\n" + POD + "\n\n```sh\n$ kubectl get all\n```\n"))
                .satisfiesExactly(
                        open -> assertThat(open)
                                .isEqualTo("14 doc-fence the fence that opens here is not closed before the next opens"
                                        + " in line 17"),
                        after -> assertThat(after).startsWith("18 doc-uncovered"));
        assertThat(findings(PROVED + "\n```yaml\n" + POD + "\n"))
                .containsExactly("14 doc-fence the fence that opens here is never closed");
    }

    @Test
    void paths_that_contradict_one_another_or_lead_nowhere_are_found() {
        assertThat(findings(
                        PROVED + "\n[b](../repo/step-2/b.yaml), [again](rep/step-2/b.yaml), [page](./img/step.png)\n"))
                .containsExactly("14 doc-paths files are below 'rep' here (lines 14), and below 'repo' in 2 places,"
                        + " as in line 10: a slip of the pen");
        assertThat(findings(PROVED + "\n[c](repo/step-2/c.yaml)\n"))
                .containsExactly("14 doc-paths repo/step-2/c.yaml is named, and there is no such manifest");
    }

    @Test
    void a_pod_that_is_not_in_the_list_before_is_found() {
        String list =
                "\n```text\n```\n\n```sh\n$ kubectl get pods\nNAME READY STATUS RESTARTS\napp-bcdfg 1/1 Running 0\n";

        assertThat(findings(PROVED + list + "$ kubectl delete pod app-bcdfg\n```\n"))
                .allMatch(finding -> finding.contains("doc-uncovered"));
        assertThat(findings(PROVED + list + "$ kubectl delete pod app-fghjk\n```\n"))
                .contains("21 doc-pod-names pod app-fghjk is not in the list printed before it, in line 18: app-bcdfg");
        assertThat(findings(PROVED + list + "$ kubectl delete pod web\n```\n"))
                .as("a name that somebody chose")
                .allMatch(finding -> finding.contains("doc-uncovered"));
    }

    @Test
    void an_image_that_is_used_under_another_name_than_it_was_made_is_found() {
        assertThat(findings(PROVED
                        + "\n```sh\ndocker build -t app:1 .\ndocker tag ap:1 me/app:1\ndocker push me/app:1\n```\n"))
                .contains(
                        "16 doc-tags 'docker tag ap:1 me/app:1' uses ap:1, and no command before makes an image of that"
                                + " name: made are app:1")
                .filteredOn(finding -> finding.contains("doc-tags"))
                .hasSize(1);
    }

    @Test
    void yaml_is_compared_with_the_manifest_by_what_it_means() {
        assertThat(findings(PROVED + "\n```yaml\nkind: Pod\napiVersion: v1\nmetadata:\n  name: a\nstatus: {}\n```\n"))
                .isEmpty();
        assertThat(findings(PROVED + "\n```yaml\nspec: {dnsPolicy: Default}\n```\n"))
                .containsExactly(
                        "15 doc-yaml the nearest manifest, step-1/a.yaml, says otherwise: spec is only in the text");
        assertThat(findings(PROVED + "\n```yaml\nkind: Job\nmetadata: {name: a}\n```\n"))
                .containsExactly("15 doc-yaml no manifest has this Job a");
        assertThat(findings(PROVED + "\n```yaml\nkind: [\n```\n"))
                .singleElement()
                .asString()
                .startsWith("15 doc-yaml no YAML: ");
    }

    @Test
    void a_link_to_a_heading_that_is_not_there_is_found() {
        assertThat(findings(PROVED + "\n[up](#start) and [down](#the-end)\n"))
                .containsExactly("14 doc-links no heading is linked to by #the-end");
        assertThat(Document.anchor("¿Qué es un `pod`?")).isEqualTo("qué-es-un-pod");
    }

    @Test
    void what_cannot_be_checked_is_said() {
        assertThatThrownBy(() -> Document.parse("tutorial.md", "just words"))
                .hasMessageContaining("tutorial.md has neither a heading nor code");
        Ledger without =
                Ledger.parse("claims.yaml", "- {id: a, section: b, statement: {en: c, es: d}, expected: holds}");
        assertThatThrownBy(() -> DocumentCheck.findings(Document.parse("tutorial.md", PROVED), without, MANIFESTS))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("the ledger says of no claim where it stands")
                .hasMessageContaining("line    6  "
                        + Document.parse("tutorial.md", PROVED).blocks().get(0).fingerprint());
    }
}

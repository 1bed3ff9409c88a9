package io.tutorproof.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.junit.Lab;
import io.tutorproof.kubectl.Output;
import io.tutorproof.kubectl.Yaml;
import io.tutorproof.observe.Snapshot;
import io.tutorproof.observe.State;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What several sections look at. */
final class Look {
    private Look() {}

    /** How the app's page shows its version. */
    static String version(String version) {
        return shown("version", version);
    }

    /** How the app's page shows a value. */
    static String shown(String id, String value) {
        return "<dd id=\"" + id + "\">" + value + "</dd>";
    }

    /** The value that the app's page shows. */
    static String shownIn(String page, String id) {
        Matcher found = Pattern.compile("<dd id=\"" + id + "\">([^<]*)</dd>").matcher(page);
        assertThat(found.find()).as("a value '%s' in the page: %s", id, page).isTrue();
        return found.group(1);
    }

    /** The row of a table; an {@link AssertionError} with all that was printed when there is none. */
    static Map<String, String> row(Output output, String name) {
        assertThat(output.exitCode()).as("exit code of %s", output).isZero();
        return output.table()
                .named(name)
                .orElseThrow(() -> new AssertionError("wanted a row for " + name + ", saw " + output));
    }

    /** Holds generated YAML to what is wanted, field by field and no more, creation times apart (see the ledger). */
    static void generated(Output output, Map<String, Object> wanted) {
        assertThat(output.exitCode()).as("exit code of %s", output).isZero();
        assertThat(Yaml.withoutCreationTimestamps(output.yaml())).isEqualTo(wanted);
    }

    /** The first address that a controller has given an Ingress. */
    static String address(State state, String ingress) {
        return state.find(Snapshot.Ingress.class, ingress)
                .flatMap(found -> found.addresses().stream().findFirst())
                .orElseThrow(() -> new AssertionError("wanted an address of ingress " + ingress + ", saw " + state));
    }

    /** Applies a manifest and holds kubectl to what the claim says that it prints. */
    static void applySays(Lab lab, String manifest, String line) {
        says(lab.kubectl().run("apply", "-f", manifest), line);
    }

    /** Holds a command to what the claim says that it prints. */
    static void says(Output output, String line) {
        assertThat(output.stdout()).as(output.toString()).isEqualTo(line + "\n");
    }
}

package io.tutorproof.scenario;

import io.tutorproof.kubectl.Output;
import io.tutorproof.kubectl.Yaml;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a command printed, held to what the claim says that it prints. */
public final class Printed {
    private final Then then;
    private final Output output;

    Printed(Then then, Output output) {
        this.then = then;
        this.output = output;
    }

    /** This line and no other. */
    public Printed says(String line) {
        return is("only the line '" + line + "'", seen -> require(seen.stdout().equals(line + "\n"), line));
    }

    /** Each of these texts. */
    public Printed shows(String... texts) {
        return is("each of " + List.of(texts), seen -> {
            for (String text : texts) {
                require(seen.stdout().contains(text), "'" + text + "'");
            }
        });
    }

    /** All that it printed is as a condition has it, whose {@code toString} names it. */
    public Printed shows(Predicate<String> text) {
        return is(text.toString(), seen -> require(text.test(seen.stdout()), text.toString()));
    }

    /** The command succeeds, whatever it says. */
    public Printed succeeds() {
        return is("to succeed", seen -> require(seen.exitCode() == 0, "a command that succeeds"));
    }

    /** The command fails, and says each of these texts. */
    public Printed fails(String... texts) {
        return is("to fail", seen -> {
            require(seen.exitCode() != 0, "a command that fails");
            for (String text : texts) {
                require(seen.text().contains(text), "'" + text + "'");
            }
        });
    }

    /** One table, in which the object's row has these cells. */
    public Map<String, String> row(String name, Map<String, String> cells) {
        is("a row for " + name + " with " + cells, seen -> {
            Map<String, String> row = seen.exitCode() == 0 ? found(seen, name) : null;
            require(
                    row != null && row.entrySet().containsAll(cells.entrySet()),
                    "a row for " + name + " with " + cells);
        });
        return found(output, name);
    }

    private static Map<String, String> found(Output output, String name) {
        return output.table()
                .named(name)
                .orElseThrow(() -> new AssertionError("wanted a row for " + name + ", saw " + output));
    }

    /** The same YAML, field by field and no more; when objects were created is left out of both. */
    public Printed yaml(String wanted) {
        return is("this YAML and no more: " + wanted, seen -> {
            require(seen.exitCode() == 0, "YAML");
            Map<String, Object> fields = Yaml.withoutCreationTimestamps(seen.yaml());
            require(fields.equals(Yaml.mapping(wanted)), "this YAML and no more:\n" + wanted);
        });
    }

    /** Whatever an assertion says of it. */
    public Printed is(String what, Consumer<Output> assertion) {
        then.that(what, output, printed -> {
            try {
                assertion.accept(printed);
            } catch (IllegalArgumentException e) { // it is no table, or no YAML
                throw new AssertionError("wanted " + what + ", saw " + printed, e);
            }
        });
        return this;
    }

    private void require(boolean isSo, String wanted) {
        if (!isSo) {
            throw new AssertionError("wanted " + wanted + ", saw " + output);
        }
    }
}

package io.tutorproof.kubectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void cells_stand_under_their_headings() {
        Table table = Table.parse("""
                NAME     READY   STATUS    RESTARTS   AGE   IP          NODE      NOMINATED NODE   READINESS GATES
                mi-pod   1/1     Running   0          92s   10.42.3.2   agent-1   <none>           <none>
                other    0/1     Pending   0          1s    <none>      <none>    <none>           <none>
                """);

        assertThat(table.headings()).endsWith("NODE", "NOMINATED NODE", "READINESS GATES");
        assertThat(table.named("mi-pod"))
                .hasValueSatisfying(row -> assertThat(row)
                        .containsAllEntriesOf(
                                Map.of("IP", "10.42.3.2", "NODE", "agent-1", "NOMINATED NODE", "<none>")));
        assertThat(table.named("other"))
                .hasValueSatisfying(row -> assertThat(row).containsEntry("IP", "<none>"));
        assertThat(table.named("mi-po")).isEmpty();
    }

    @Test
    void an_empty_cell_stays_empty() {
        Table table = Table.parse("NAME   SECRETS   AGE\na                1s\n");

        assertThat(table.rows()).containsExactly(Map.of("NAME", "a", "SECRETS", "", "AGE", "1s"));
    }

    @Test
    void several_kinds_of_objects_are_several_tables() {
        String two = "NAME   AGE\npod/a  1s\n\nNAME   READY   AGE\nrs/b   3       2s\n";

        assertThat(Table.parseAll(two))
                .extracting(Table::headings)
                .containsExactly(List.of("NAME", "AGE"), List.of("NAME", "READY", "AGE"));
        assertThatThrownBy(() -> Table.parse(two)).hasMessageStartingWith("one table expected, 2 found");
    }

    @Test
    void what_is_no_table_is_said_not_to_be_one() {
        assertThatThrownBy(() -> Table.parse("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Table.parse("No resources found in default namespace.\n"))
                .hasMessage("no table in: No resources found in default namespace.");
    }
}

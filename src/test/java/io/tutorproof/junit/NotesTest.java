package io.tutorproof.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.claim.Evidence;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is done once for several claims is evidence of each, and of each once. */
class NotesTest {
    private final Notes first = new Notes();
    private final List<Evidence> made = new ArrayList<>();
    private final List<Evidence> updated = new ArrayList<>();

    private void make() {
        first.fact("made", "", "");
    }

    @Test
    void what_is_noted_meanwhile_is_copied_and_no_more() {
        first.fact("before", "", "");
        String value = first.copiedTo(made, () -> {
            make();
            return "value";
        });
        first.fact("after", "", "");

        assertThat(value).isEqualTo("value");
        assertThat(made).isEqualTo(first.evidence().subList(1, 2));
    }

    @Test
    void what_rests_on_something_done_before_has_that_in_its_evidence_too() {
        first.copiedTo(made, () -> {
            make();
            return "";
        });
        first.copiedTo(updated, () -> {
            made.forEach(first::add);
            first.fact("updated", "", "");
            return "";
        });
        Notes second = new Notes();
        updated.forEach(second::add);
        made.forEach(second::add);

        assertThat(first.evidence()).hasSize(2);
        assertThat(second.evidence()).isEqualTo(first.evidence());
    }
}

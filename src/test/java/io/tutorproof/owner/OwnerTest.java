package io.tutorproof.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OwnerTest {
    private final Owner self = Owner.thisProcess();

    @Test
    void this_process_still_runs() {
        assertThat(Owner.parse(self.label()))
                .hasValueSatisfying(owner -> assertThat(owner.isGone()).isFalse());
    }

    @Test
    void a_process_that_ended_is_gone() throws Exception {
        Process process = new ProcessBuilder("true").start();
        Owner owner = new Owner(self.host(), process.pid(), Instant.now());
        assertThat(process.waitFor()).isZero();

        assertThat(owner.isGone()).isTrue();
    }

    @Test
    void a_later_process_with_the_same_number_is_another_one() {
        assertThat(new Owner(self.host(), self.pid(), self.started().minusSeconds(3600)).isGone())
                .isTrue();
    }

    @Test
    void a_process_of_another_host_is_left_alone() {
        assertThat(new Owner("another-host", 999_999_999, self.started()).isGone())
                .isFalse();
    }

    @Test
    void a_foreign_label_names_no_owner() {
        assertThat(Owner.parse("whatever")).isEmpty();
        assertThat(Owner.parse("host pid time")).isEmpty();
    }

    @Test
    void is_the_same_when_it_is_read_from_a_label_or_a_files_name() {
        Owner self = Owner.thisProcess();

        assertThat(Owner.parse(self.label())).contains(self);
        assertThat(Owner.parseFileName(self.fileName() + "-123")).contains(self);
        assertThat(Owner.parseFileName("notes-")).isEmpty();
    }
}

package io.tutorproof.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;

class ScratchTest {
    private static final Path PLACE = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));

    @Test
    void only_its_user_may_enter_it() throws IOException {
        assertThat(Files.getPosixFilePermissions(Scratch.directory()))
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE);
        assertThat(Scratch.file("word")).exists().hasParent(Scratch.directory());
    }

    @Test
    void what_a_gone_process_left_is_removed_and_nothing_else() throws IOException {
        Path gone = Files.createTempDirectory(PLACE, "tutorproof-999999999-1-");
        Files.writeString(gone.resolve("images"), "large");
        Path another = Files.createTempDirectory(PLACE, "tutorproof-notes-");

        Scratch.removeWhatGoneOwnersLeft();

        assertThat(gone).doesNotExist();
        assertThat(another).exists();
        assertThat(Scratch.directory()).exists();
        Files.delete(another);
    }
}

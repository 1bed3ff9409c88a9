package io.tutorproof.cluster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Only one process of a user at a time may use the cluster that is kept. */
final class KeptLock {
    /** Open as long as it is held. */
    private static @Nullable FileChannel held;

    private KeptLock() {}

    /**
     * Takes it, until it is released or this process ends.
     *
     * @throws ClusterException when somebody has it
     */
    static synchronized void take() {
        if (held != null) {
            throw new ClusterException("this process is using the cluster that is kept already: only one test may at a"
                    + " time (tutorproof.keep)");
        }
        Path file = Path.of(
                System.getProperty("java.io.tmpdir", "/tmp"),
                "tutorproof-kept-" + System.getProperty("user.name", "") + ".lock");
        try {
            FileChannel channel = FileChannel.open(
                    file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
            if (channel.tryLock() == null) {
                channel.close();
                throw new ClusterException("another run is using the cluster that is kept: wait for its end, or run"
                        + " without tutorproof.keep");
            }
            held = channel;
        } catch (IOException e) {
            throw new ClusterException(
                    file + " cannot be locked, so it is not known whether another run uses the cluster"
                            + " that is kept: " + e.getMessage(),
                    e);
        }
    }

    /** Lets it go; nothing happens where it is not held. */
    static synchronized void release() {
        try {
            if (held != null) {
                held.close();
            }
        } catch (IOException e) {
            // It goes with this process.
        } finally {
            held = null;
        }
    }
}

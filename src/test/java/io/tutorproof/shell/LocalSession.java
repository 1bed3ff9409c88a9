package io.tutorproof.shell;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A session with a real shell, but one of this machine. */
record LocalSession(Session session, Process shell) implements AutoCloseable {
    static LocalSession open() {
        try {
            LocalSession local = new LocalSession(new Session(), new ProcessBuilder("sh").start());
            local.connect();
            return local;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Sink {
        void take(byte[] bytes) throws IOException;
    }

    private void connect() {
        copy(session.input(), bytes -> {
            shell.getOutputStream().write(bytes);
            shell.getOutputStream().flush();
        });
        Thread said = copy(shell.getErrorStream(), bytes -> session.onNext(new Frame(StreamType.STDERR, bytes)));
        Thread printed = copy(shell.getInputStream(), bytes -> session.onNext(new Frame(StreamType.STDOUT, bytes)));
        background(() -> {
            try {
                said.join();
                printed.join();
                session.onComplete();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** In pieces that are shorter than a mark. */
    private Thread copy(InputStream from, Sink to) {
        return background(() -> {
            byte[] piece = new byte[11];
            try {
                for (int count = from.read(piece); count >= 0; count = from.read(piece)) {
                    to.take(Arrays.copyOf(piece, count));
                }
            } catch (IOException e) {
                session.onError(e);
            }
        });
    }

    private static Thread background(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() {
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
    }
}

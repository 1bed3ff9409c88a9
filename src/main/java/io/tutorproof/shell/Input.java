package io.tutorproof.shell;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What the shell reads. A pipe of Java's would break with the thread that wrote to it last. */
final class Input extends InputStream {
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> written = new LinkedBlockingQueue<>();
    private byte[] current = END;
    private int next;

    void write(String line) {
        written.add(line.getBytes(StandardCharsets.UTF_8));
    }

    /** Nobody reads any more: what is written from now on is lost. */
    void cut() {
        written.add(END);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (next == current.length) {
            try {
                current = written.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return -1;
            }
            next = 0;
        }
        int count = Math.min(length, current.length - next);
        System.arraycopy(current, next, buffer, offset, count);
        next += count;
        return count == 0 ? -1 : count;
    }

    @Override
    public void close() {
        write("exit\n");
        cut();
    }
}

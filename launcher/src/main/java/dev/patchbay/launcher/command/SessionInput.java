package dev.patchbay.launcher.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/**
 * The standard input of a client, as a verb reads it. Nothing is asked of the client before the verb reads, so that a
 * verb that reads nothing leaves the client's input to whoever comes next.
 */
final class SessionInput extends InputStream {
    private static final byte[] NOTHING = new byte[0];

    private final Connection connection;
    /** What has come and was not read yet; guarded by this, as are those below. */
    private byte[] bytes = NOTHING;

    private int position;
    private boolean ended;

    SessionInput(Connection connection) {
        this.connection = connection;
    }

    /** Takes what the client sent; nothing is its end. */
    synchronized void take(byte[] sent) {
        if (sent.length == 0) {
            ended = true;
        } else {
            bytes = sent;
            position = 0;
        }
        notifyAll();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        await();
        if (position == bytes.length) {
            return -1;
        }
        int count = Math.min(length, bytes.length - position);
        System.arraycopy(bytes, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public synchronized int available() {
        return bytes.length - position;
    }

    private synchronized void await() throws IOException {
        if (position < bytes.length || ended) {
            return;
        }
        connection.send(new Frame(Frame.WANT, NOTHING));
        try {
            while (position == bytes.length && !ended) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the client has gone");
        }
    }
}

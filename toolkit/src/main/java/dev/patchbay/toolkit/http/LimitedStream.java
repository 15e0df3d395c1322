package dev.patchbay.toolkit.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Gives no more than so many bytes, and says in our words what goes wrong. */
final class LimitedStream extends FilterInputStream {
    private final Failures failures;
    private long left;

    LimitedStream(InputStream in, long limit, Failures failures) {
        super(in);
        this.left = limit;
        this.failures = failures;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        try {
            int count = in.read(into, offset, length);
            left -= Math.max(count, 0);
            if (left < 0) {
                in.close();
                throw new TooLong();
            }
            return count;
        } catch (IOException e) {
            throw failures.of(e);
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}

package dev.patchbay.launcher.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** One of a client's two output streams, as frames. */
final class SessionOutput extends OutputStream {
    private static final int BUFFER = 1 << 14;

    private final Connection connection;
    private final byte kind;

    private SessionOutput(Connection connection, byte kind) {
        this.connection = connection;
        this.kind = kind;
    }

    /** A stream that sends line by line. */
    static PrintStream stream(Connection connection, byte kind) {
        OutputStream frames = new BufferedOutputStream(new SessionOutput(connection, kind), BUFFER);
        return new PrintStream(frames, true, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        for (int from = offset; from < end; from += Frame.LIMIT) {
            connection.send(kind, bytes, from, Math.min(Frame.LIMIT, end - from));
        }
    }
}

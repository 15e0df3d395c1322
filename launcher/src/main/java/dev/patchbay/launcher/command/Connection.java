package dev.patchbay.launcher.command;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** Sends and receives frames; one thread may receive while others send. */
final class Connection implements Closeable {
    private static final int HEADER = 1 + Integer.BYTES;

    private final SocketChannel channel;
    private final Object sending = new Object();

    Connection(SocketChannel channel) {
        this.channel = channel;
    }

    /** The channel itself is written to, for streams made of a channel let nobody write while somebody reads. */
    void send(Frame frame) throws IOException {
        send(frame.kind(), frame.payload(), 0, frame.payload().length);
    }

    void send(byte kind, byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer[] parts = {
            ByteBuffer.allocate(HEADER).put(kind).putInt(length).flip(), ByteBuffer.wrap(bytes, offset, length)
        };
        // An interrupt that is pending would close the channel, and the sentence about it would be lost.
        boolean interrupted = Thread.interrupted();
        try {
            synchronized (sending) {
                while (parts[0].hasRemaining() || parts[1].hasRemaining()) {
                    channel.write(parts);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits for the next frame; empty when the other side has gone. */
    Optional<Frame> receive() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        if (!fill(header)) {
            return Optional.empty();
        }
        byte kind = header.get();
        int length = header.getInt();
        if (length < 0 || length > Frame.LIMIT) {
            throw new IOException("a frame of " + length + " bytes is no frame");
        }
        ByteBuffer payload = ByteBuffer.allocate(length);
        return fill(payload) ? Optional.of(new Frame(kind, payload.array())) : Optional.empty();
    }

    /** Interrupts a thread, but not while it sends something, which would close the channel. */
    void interrupt(Thread thread) {
        synchronized (sending) {
            thread.interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private boolean fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                return false;
            }
        }
        buffer.flip();
        return true;
    }
}

package dev.patchbay.registry.jar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The end of a ZIP, read before anything else: the JDK takes the whole table of contents into memory.
 *
 * @param entries how many the table has, as it says
 * @param table its size in bytes
 */
record ZipEnd(long entries, long table) {
    private static final int SIGNATURE = 0x06054b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int SIGNATURE_64 = 0x06064b50;
    private static final int FIRST_ENTRY = 0x04034b50;
    private static final int SIZE = 22;
    private static final int LOCATOR_SIZE = 20;
    private static final int SIZE_64 = 56;
    private static final int LONGEST_COMMENT = 0xffff;

    /** Whether a file begins as a ZIP with entries does, whole or not. */
    static boolean isBegun(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer start = read(channel, 0, 4);
            return start.remaining() == 4 && start.getInt() == FIRST_ENTRY;
        }
    }

    /** Empty if the file has no end, as one that is cut off. */
    static Optional<ZipEnd> find(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            int length = (int) Math.min(size, SIZE + LONGEST_COMMENT + LOCATOR_SIZE);
            ByteBuffer tail = read(channel, size - length, length);
            for (int at = tail.limit() - SIZE; at >= 0; at--) {
                if (tail.getInt(at) == SIGNATURE && at + SIZE + unsigned(tail, at + 20) == tail.limit()) {
                    return Optional.of(read(channel, tail, at));
                }
            }
            return Optional.empty();
        }
    }

    private static ZipEnd read(FileChannel channel, ByteBuffer tail, int at) throws IOException {
        int locator = at - LOCATOR_SIZE;
        if (locator >= 0 && tail.getInt(locator) == LOCATOR_64) {
            ByteBuffer end = read(channel, Math.max(0, tail.getLong(locator + 8)), SIZE_64);
            if (end.remaining() == SIZE_64 && end.getInt(0) == SIGNATURE_64) {
                return new ZipEnd(end.getLong(32), end.getLong(40));
            }
        }
        return new ZipEnd(unsigned(tail, at + 10), Integer.toUnsignedLong(tail.getInt(at + 12)));
    }

    private static int unsigned(ByteBuffer bytes, int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) > 0) {
            // until there is no more
        }
        return bytes.flip();
    }
}

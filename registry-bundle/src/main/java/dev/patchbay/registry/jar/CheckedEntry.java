package dev.patchbay.registry.jar;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/** The bytes of an entry, held to the size and the checksum in the table of contents, which the JDK does not do. */
final class CheckedEntry extends FilterInputStream {
    private final CRC32 checksum = new CRC32();
    private final ZipEntry entry;
    private long count;

    /** @param bytes null if the JDK found no such entry */
    CheckedEntry(InputStream bytes, ZipEntry entry) throws ZipException {
        super(bytes);
        if (bytes == null) {
            throw new ZipException("it is not where the table of contents says");
        }
        this.entry = entry;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    /** @throws ZipException as soon as there are more bytes than there should be */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            count += read;
            checksum.update(buffer, offset, read);
            if (count > entry.getSize()) {
                throw new ZipException("it has more bytes than the table of contents says");
            }
        }
        return read;
    }

    @Override
    public long skip(long length) throws IOException {
        return readNBytes((int) Math.min(length, 1 << 13)).length;
    }

    /** Reads the rest. @throws ZipException if the entry as a whole is not what it should be */
    void drain(byte[] buffer) throws IOException {
        while (read(buffer, 0, buffer.length) > 0) {
            // until there is no more
        }
        if (count < entry.getSize()) {
            throw new ZipException("it has fewer bytes than the table of contents says");
        }
        if (checksum.getValue() != entry.getCrc()) {
            throw new ZipException("its checksum differs");
        }
    }
}

package dev.patchbay.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** What people and machines drop that is no sound bundle. */
final class BrokenJars {
    private static final int MEGABYTE = 1 << 20;
    private static final int LOCAL_HEADER = 30;

    private BrokenJars() {}

    /** One byte within the compressed bytes of a class is another. */
    static byte[] flipped(Path jar) {
        byte[] bytes = bytes(jar);
        bytes[dataOfAClass(bytes) + 20] ^= 0x10;
        return bytes;
    }

    /** Its first part, as of a copy that was given up. */
    static byte[] truncated(Path jar, int percent) {
        byte[] bytes = bytes(jar);
        return Arrays.copyOf(bytes, bytes.length * percent / 100);
    }

    /** As a build would make it that has forgotten a class. */
    static byte[] without(Path jar, String nameEnd) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.getName().endsWith(nameEnd)) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    in.transferTo(out);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return bytes.toByteArray();
    }

    /** A ZIP without the manifest of a bundle. */
    static byte[] noBundle() {
        return zip("readme.txt", "nothing to see".getBytes(StandardCharsets.UTF_8), 0);
    }

    /** A bundle with two hundred megabytes of nothing, well compressed. */
    static byte[] bomb() {
        String manifest = "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: bomb\n";
        return zip("META-INF/MANIFEST.MF", manifest.getBytes(StandardCharsets.UTF_8), 200 * MEGABYTE);
    }

    /** A file that claims gigabytes and takes no room. */
    static void sparse(Path file, long size) {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(new byte[1]), size - 1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int dataOfAClass(byte[] bytes) {
        ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < bytes.length - LOCAL_HEADER; at++) {
            if (zip.getInt(at) == 0x04034b50) {
                int nameLength = zip.getShort(at + 26);
                if (new String(bytes, at + LOCAL_HEADER, nameLength, StandardCharsets.UTF_8).endsWith(".class")) {
                    return at + LOCAL_HEADER + nameLength + zip.getShort(at + 28);
                }
            }
        }
        throw new IllegalArgumentException("there is no class in it");
    }

    private static byte[] zip(String name, byte[] content, int zeros) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(name));
            out.write(content);
            out.putNextEntry(new ZipEntry("zeros"));
            for (int written = 0; written < zeros; written += MEGABYTE) {
                out.write(new byte[MEGABYTE]);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return bytes.toByteArray();
    }
}

package dev.patchbay.registry.jar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes JARs, sound ones and others, byte by byte. */
final class TestJar {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    /** A bundle, and nothing more. */
    static TestJar library() {
        return new TestJar()
                .header("Bundle-ManifestVersion", "2")
                .header("Bundle-SymbolicName", "org.example.library")
                .header("Bundle-Version", "1.2.3");
    }

    static TestJar connector(String type) {
        return library().header("Provide-Capability", "patchbay.connector;patchbay.connector=" + type);
    }

    TestJar header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    TestJar without(String header) {
        headers.remove(header);
        return this;
    }

    TestJar entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    /** The start of a class file, which is all of it that anybody looks at here. */
    TestJar classFile(String name, int java) {
        return entry(
                name, new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, (byte) (44 + java)});
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            if (!headers.isEmpty()) {
                zip.putNextEntry(new ZipEntry(JarFile.MANIFEST_NAME));
                manifest().write(zip);
            }
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return bytes.toByteArray();
    }

    private Manifest manifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        return manifest;
    }

    Path writeTo(Path folder) {
        return write(folder, bytes());
    }

    static Path write(Path folder, byte[] bytes) {
        try {
            return Files.write(folder.resolve("some.jar"), bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Every occurrence of a text, exchanged for one of the same length. */
    static byte[] exchanged(byte[] bytes, String old, String fresh) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.replace(old, fresh).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Where a little endian number stands for the last time. */
    static int lastIndexOf(byte[] bytes, int number) {
        for (int at = bytes.length - 4; at >= 0; at--) {
            if (Arrays.equals(bytes, at, at + 4, littleEndian(number), 0, 4)) {
                return at;
            }
        }
        throw new AssertionError("no " + Integer.toHexString(number));
    }

    static void put(byte[] bytes, int at, int number) {
        System.arraycopy(littleEndian(number), 0, bytes, at, 4);
    }

    private static byte[] littleEndian(int number) {
        return new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16), (byte) (number >> 24)};
    }
}

package dev.patchbay.registry.project;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** JARs as a build would leave them, without a class in them. */
public final class BuiltJars {
    private BuiltJars() {}

    /** A connector of that type, last written so many seconds after 1970. */
    public static Path connector(Path file, String type, String version, long time) {
        return write(file, version, "patchbay.connector;patchbay.connector=" + type, time);
    }

    /** A bundle without a type. */
    public static Path library(Path file, long time) {
        return write(file, "1.0.0", "", time);
    }

    /** The first part of a file. */
    public static void cut(Path file, int bytes) {
        try {
            FileTime time = Files.getLastModifiedTime(file);
            byte[] all = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(all, bytes));
            Files.setLastModifiedTime(file, time);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path write(Path file, String version, String provided, long time) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "org.example.built");
        main.putValue("Bundle-Version", version);
        if (!provided.isEmpty()) {
            main.putValue("Provide-Capability", provided);
        }
        try {
            Files.createDirectories(file.getParent());
            try (OutputStream bytes = Files.newOutputStream(file);
                    JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
                jar.finish();
            }
            return Files.setLastModifiedTime(file, FileTime.fromMillis(time * 1000));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

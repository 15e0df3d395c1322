package dev.patchbay.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Bundles without content, for what only their manifest causes. */
final class TestBundle {

    private TestBundle() {}

    /** @param imports in the syntax of Import-Package; empty for none */
    static void write(Path file, String name, String imports) throws IOException {
        write(file, name, "Import-Package", imports);
    }

    /** @param component the entry that should describe a component; it is not there */
    static void writeWithComponent(Path file, String name, String component) throws IOException {
        write(file, name, "Service-Component", component);
    }

    private static void write(Path file, String name, String header, String value) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", "1.0.0");
        if (!value.isEmpty()) {
            main.putValue(header, value);
        }
        try (OutputStream bytes = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.finish();
        }
    }
}

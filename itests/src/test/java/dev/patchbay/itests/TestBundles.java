package dev.patchbay.itests;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Makes bundles of classes of this module, as an author's build would. */
public final class TestBundles {
    private static final String PACKAGE = "dev.patchbay.itests.connector";

    private TestBundles() {}

    /** The connector type {@code scripted} in a version. */
    public static Path scripted(Path folder, String version) {
        return build(folder, "scripted", version, "");
    }

    /** The same connector under the name of another type. */
    public static Path scripted(Path folder, String type, String version) {
        Path original = build(folder, "scripted", version, "");
        Path renamed = folder.resolve(type + "-" + version + ".jar");
        rename(original, renamed, type);
        return renamed;
    }

    /** The same connector, built for other versions of our packages: {@code imports} is an Import-Package. */
    public static Path scriptedImporting(Path folder, String version, String imports) {
        return build(folder, "scripted", version, imports);
    }

    private static Path build(Path folder, String type, String version, String imports) {
        Path jar = folder.resolve(type + "-" + version + ".jar");
        try (Builder builder = new Builder()) {
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                if (Files.exists(Path.of(entry))) {
                    builder.addClasspath(new File(entry));
                }
            }
            builder.setProperty("Bundle-SymbolicName", PACKAGE);
            builder.setProperty("Bundle-Version", version);
            builder.setProperty("-privatepackage", PACKAGE);
            builder.setProperty("Import-Package", imports.isEmpty() ? "*" : imports + ",*");
            builder.setProperty("-noimportjava", "true");
            Jar made = builder.build();
            if (!builder.isOk()) {
                throw new IllegalStateException(builder.getErrors().toString());
            }
            Path fresh = Files.createTempFile(folder, "bundle", ".tmp");
            made.write(fresh.toFile());
            return Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
        } catch (Exception failed) {
            throw new IllegalStateException("cannot build " + jar, failed);
        }
    }

    /** The type is a constant of the annotation, so it is exchanged in what was generated from that. */
    private static void rename(Path original, Path renamed, String type) {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(original));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(renamed))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(renamed(entry.getName(), in.readAllBytes(), type));
            }
        } catch (IOException failed) {
            throw new IllegalStateException("cannot rename " + original, failed);
        }
    }

    private static byte[] renamed(String name, byte[] bytes, String type) throws IOException {
        if (name.equals("META-INF/MANIFEST.MF")) {
            Manifest manifest = new Manifest(new ByteArrayInputStream(bytes));
            Attributes main = manifest.getMainAttributes();
            main.putValue("Bundle-SymbolicName", PACKAGE + "." + type);
            main.putValue(
                    "Provide-Capability",
                    main.getValue("Provide-Capability")
                            .replace("patchbay.connector=scripted", "patchbay.connector=" + type));
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            manifest.write(written);
            return written.toByteArray();
        }
        if (!name.endsWith(".xml")) {
            return bytes;
        }
        return new String(bytes, StandardCharsets.UTF_8)
                .replace("connector.scripted", "connector." + type)
                .replace("value=\"scripted\"", "value=\"" + type + "\"")
                .getBytes(StandardCharsets.UTF_8);
    }
}

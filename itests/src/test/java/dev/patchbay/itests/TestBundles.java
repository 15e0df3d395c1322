package dev.patchbay.itests;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Makes bundles of classes of this module, as an author's build would; each only once. */
public final class TestBundles {
    private static final String CONNECTOR = "dev.patchbay.itests.connector";
    private static final String FAULTY = "dev.patchbay.itests.faulty";
    private static final Path FOLDER = Path.of("target", "test-bundles");
    private static final Map<Path, Path> MADE = new ConcurrentHashMap<>();

    private TestBundles() {}

    /** The connector type {@code scripted} in a version. */
    public static Path scripted(String version) {
        return bundle("scripted-" + version, CONNECTOR, Map.of("Bundle-Version", version));
    }

    /** The same connector under the name of another type. */
    public static Path scripted(String type, String version) {
        return renamed(scripted(version), type, version);
    }

    /** The same connector under another name, built for other packages: {@code imports} is an Import-Package. */
    public static Path scriptedImporting(String type, String version, String imports) {
        Map<String, String> headers = Map.of("Bundle-Version", version, "Import-Package", imports + ",*");
        return renamed(bundle("original-" + type + "-" + version, CONNECTOR, headers), type, version);
    }

    /** The same connector under another name, with headers of a manifest or instructions for bnd. */
    public static Path scriptedWith(String type, String version, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Bundle-Version", version);
        return renamed(bundle("original-" + type + "-" + version, CONNECTOR, headers), type, version);
    }

    /** The same connector under another name, whose component says something else of itself. */
    public static Path scriptedComponent(String type, String version, UnaryOperator<String> component) {
        return edited(
                scripted(type, version),
                type + "-edited",
                (name, bytes) -> name.startsWith("OSGI-INF/dev.")
                        ? component
                                .apply(new String(bytes, StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8)
                        : bytes);
    }

    /** A bundle as another build would make it: the same in all, of the same size, and yet other bytes. */
    public static Path rebuilt(Path original, int build) {
        String name = original.getFileName().toString().replace(".jar", "");
        return edited(original, name + "-build-" + build, "build " + build, (entry, bytes) -> bytes);
    }

    /** The same connector under another name, as if a later Java had compiled it. */
    public static Path scriptedForJava(String type, int java) {
        return edited(scripted(type, "1.0.0"), type + "-java-" + java, (name, bytes) -> {
            if (name.endsWith(".class")) {
                bytes[7] = (byte) (java + 44);
            }
            return bytes;
        });
    }

    /** A connector whose component throws when it is activated. */
    public static Path failing() {
        return bundle("failing", "dev.patchbay.itests.failing", Map.of());
    }

    /** The connector type {@code type} with an activator that does not do what it should, by its class's name. */
    public static Path activated(String type, String version, String activator, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Bundle-Activator", FAULTY + "." + activator);
        headers.put("-privatepackage", CONNECTOR + "," + FAULTY);
        headers.put("-dsannotations", CONNECTOR + ".*");
        headers.put("-bundleannotations", CONNECTOR + ".*");
        headers.put("-metatypeannotations", CONNECTOR + ".*");
        return scriptedWith(type, version, headers);
    }

    /** A connector whose factory is this class. */
    public static Path faulty(String factory) {
        String name = FAULTY + "." + factory;
        return bundle(
                factory,
                FAULTY,
                Map.of("Bundle-SymbolicName", name, "-dsannotations", name, "-bundleannotations", name));
    }

    /** A bundle without classes. */
    public static Path empty(String name, String version, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Bundle-SymbolicName", name);
        headers.put("Bundle-Version", version);
        headers.put("-resourceonly", "true");
        return bundle(name + "-" + version, "", headers);
    }

    /** The connector type {@code leaky} in a version. */
    public static Path leaky(String version) {
        return bundle("leaky-" + version, "dev.patchbay.itests.leaky", Map.of("Bundle-Version", version));
    }

    /** The connector type {@code canary}, which tells its password to everybody. */
    public static Path canary() {
        return bundle("canary", "dev.patchbay.itests.canary", Map.of());
    }

    /** A library that exports {@code org.example.library} in a version. */
    public static Path library(String version) {
        return bundle(
                "library-" + version,
                "org.example.library",
                Map.of(
                        "Bundle-Version",
                        version,
                        "Export-Package",
                        "org.example.library;version=" + version + ";-noimport:=true"));
    }

    /** That library, in need of a package that nobody has. */
    public static Path needyLibrary(String version) {
        return bundle(
                "needy-library-" + version,
                "org.example.library",
                Map.of(
                        "Bundle-Version",
                        version,
                        "Import-Package",
                        "org.example.absent",
                        "Export-Package",
                        "org.example.library;version=" + version + ";-noimport:=true"));
    }

    /** The connector type {@code polite}, which needs that library in any version from 1.0 on. */
    public static Path polite() {
        return bundle("polite", "org.example.polite", Map.of("Import-Package", "org.example.library;version=1.0,*"));
    }

    /** A connector that exports one of its packages, as none should. */
    public static Path exporting(String packageName) {
        return bundle("exporting", CONNECTOR, Map.of("Export-Package", packageName));
    }

    /** One that sets a system property of its symbolic name when it starts; {@code headers} come on top. */
    public static Path marker(String name, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(
                Map.of("Bundle-SymbolicName", name, "Bundle-Activator", "dev.patchbay.itests.marker.Marker"));
        all.putAll(headers);
        all.values().removeIf(String::isEmpty);
        return bundle(name, "dev.patchbay.itests.marker", all);
    }

    /** The provider of secrets that docs/secrets.md shows. */
    public static Path secretProvider() {
        return bundle("secret-provider", "org.example.secrets", Map.of());
    }

    /** A component that wants a handle by injection. */
    public static Path consumer() {
        return bundle("consumer", "dev.patchbay.itests.consumer", Map.of());
    }

    /** A component that hears of calls, and tells of what. */
    public static Path listener() {
        return bundle("listener", "dev.patchbay.itests.listener", Map.of());
    }

    /** A component that registers the type {@code registered}. */
    public static Path registrant() {
        return bundle("registrant", "dev.patchbay.itests.registrant", Map.of());
    }

    /** A copy of the contract that calls itself another version. */
    public static Path contract(String version) {
        String exports = Stream.of("model", "spi", "api")
                .map(each -> "dev.patchbay." + each + ";version=" + version + ";-noimport:=true")
                .reduce((left, right) -> left + "," + right)
                .orElseThrow();
        return bundle(
                "contract-" + version,
                "",
                Map.of(
                        "Bundle-SymbolicName",
                        "dev.patchbay.api",
                        "Bundle-Version",
                        version,
                        "Export-Package",
                        exports));
    }

    /** A copy of a bundle that misses one of its entries, as after a bad build. */
    public static Path without(Path original, String entry, File copy) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(original));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy.toPath()))) {
            for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
                if (!each.getName().equals(entry)) {
                    out.putNextEntry(new ZipEntry(each.getName()));
                    out.write(in.readAllBytes());
                }
            }
        }
        return copy.toPath();
    }

    private static Path renamed(Path original, String type, String version) {
        return MADE.computeIfAbsent(place(type + "-" + version, original), jar -> rename(original, jar, type));
    }

    private static Path edited(Path original, String name, BiFunction<String, byte[], byte[]> edit) {
        return edited(original, name, "", edit);
    }

    private static Path edited(Path original, String name, String comment, BiFunction<String, byte[], byte[]> edit) {
        return MADE.computeIfAbsent(place(name, original), jar -> copy(original, jar, comment, edit));
    }

    private static Path bundle(String name, String packageName, Map<String, String> headers) {
        return MADE.computeIfAbsent(
                place(name, packageName + new TreeMap<>(headers)), jar -> build(jar, packageName, headers));
    }

    /** Where a bundle is made: two of the same name that are made of something else are two. */
    private static Path place(String name, Object origin) {
        Path folder = FOLDER.resolve(Integer.toHexString(origin.hashCode()));
        try {
            return Files.createDirectories(folder).resolve(name + ".jar");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path build(Path jar, String packageName, Map<String, String> headers) {
        try (Builder builder = new Builder()) {
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                if (Files.exists(Path.of(entry)) && isNeeded(entry)) {
                    builder.addClasspath(new File(entry));
                }
            }
            builder.setProperty("Bundle-SymbolicName", packageName);
            builder.setProperty("Bundle-Version", "1.0.0");
            builder.setProperty("-privatepackage", packageName);
            builder.setProperty("Import-Package", "*");
            builder.setProperty("-noimportjava", "true");
            headers.forEach(builder::setProperty);
            Jar made = builder.build();
            if (!builder.isOk()) {
                throw new IllegalStateException(builder.getErrors().toString());
            }
            Path fresh = Files.createTempFile(FOLDER, "bundle", ".tmp");
            made.write(fresh.toFile());
            return Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
        } catch (Exception failed) {
            throw new IllegalStateException("cannot build " + jar, failed);
        }
    }

    /** Of a class path of dozens of JARs, only those from which a bundle imports; that makes it ten times faster. */
    private static boolean isNeeded(String entry) {
        return entry.contains("test-classes") || entry.contains("api-bundle") || entry.contains("osgi");
    }

    /** The type is a constant of the annotation, so it is exchanged in what was generated from that. */
    private static Path rename(Path original, Path renamed, String type) {
        return copy(original, renamed, "", (name, bytes) -> {
            try {
                return renamed(name, bytes, type);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    private static Path copy(Path original, Path copy, String comment, BiFunction<String, byte[], byte[]> edit) {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(original));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(edit.apply(entry.getName(), in.readAllBytes()));
            }
            out.setComment(comment);
            return copy;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] renamed(String name, byte[] bytes, String type) throws IOException {
        if (name.equals("META-INF/MANIFEST.MF")) {
            Manifest manifest = new Manifest(new ByteArrayInputStream(bytes));
            Attributes main = manifest.getMainAttributes();
            main.putValue("Bundle-SymbolicName", CONNECTOR + "." + type);
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

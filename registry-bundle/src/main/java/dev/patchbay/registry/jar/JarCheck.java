package dev.patchbay.registry.jar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads a JAR from its first to its last byte, once, without unpacking it to anywhere. What it takes of memory does not
 * grow with the size of the JAR, but for its table of contents. Thread-safe.
 */
public final class JarCheck {
    private final JarLimits limits;
    private final int java;

    /** Within generous limits, for the Java that runs. */
    public JarCheck() {
        this(JarLimits.generous(), Runtime.version().feature());
    }

    /** @param java the feature version of the Java that it shall run on */
    public JarCheck(JarLimits limits, int java) {
        this.limits = limits;
        this.java = java;
    }

    /**
     * Checks that the file is a whole ZIP with sound entries, within bounds, with the manifest of a bundle, and class
     * files that this Java can load.
     *
     * @throws UnsoundJarException if it is not
     * @throws IOException if it cannot be read at all
     */
    public JarFacts check(Path file) throws UnsoundJarException, IOException {
        return check(file, (name, bytes) -> {});
    }

    /** The same. @param classes is given its class files as they pass by; worth nothing if this throws */
    public JarFacts check(Path file, ClassFiles classes) throws UnsoundJarException, IOException {
        long size = requireSize(file);
        requireZip(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            JarEntries entries = new JarEntries(new JarBudget(limits, size), classes);
            BundleManifest manifest = BundleManifest.of(attributes(zip, entries));
            entries.readAll(zip, manifest.classPath());
            requireJava(manifest, entries.versions());
            return manifest.facts(entries.versions().newest());
        } catch (ZipException invalid) {
            throw new UnsoundJarException(
                    "its table of contents is damaged (" + invalid.getMessage() + "); copy it again, or build it again",
                    false);
        }
    }

    /**
     * The part of the check that needs not a byte of the file, for who would have to copy it first.
     *
     * @return its size
     * @throws UnsoundJarException if it is empty or too big
     * @throws IOException if there is no such file
     */
    public long requireSize(Path file) throws UnsoundJarException, IOException {
        long size = Files.size(file);
        if (size == 0) {
            throw new UnsoundJarException("it is empty; copy it again", true);
        }
        if (size > limits.file()) {
            throw new UnsoundJarException(
                    "it is bigger than the " + JarBudget.megabytes(limits.file())
                            + " that a JAR may be; leave out what it does not need, or split it",
                    false);
        }
        return size;
    }

    /** How big a JAR may be. */
    public JarLimits limits() {
        return limits;
    }

    private void requireZip(Path file) throws UnsoundJarException, IOException {
        Optional<ZipEnd> end = ZipEnd.find(file);
        if (end.isEmpty()) {
            throw ZipEnd.isBegun(file)
                    ? new UnsoundJarException("it ends before its table of contents; copy it again to its end", true)
                    : new UnsoundJarException(
                            "it is no JAR, nor any other ZIP; put a bundle there, or take it away", false);
        }
        if (end.get().entries() > limits.entries() || end.get().table() > limits.table()) {
            throw JarBudget.tooMany(limits);
        }
    }

    private static Attributes attributes(ZipFile zip, JarEntries entries) throws UnsoundJarException {
        ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
        if (entry == null) {
            return new Attributes();
        }
        byte[] bytes = entries.read(zip, entry);
        try {
            return new Manifest(new ByteArrayInputStream(bytes)).getMainAttributes();
        } catch (IOException unreadable) {
            throw new UnsoundJarException(
                    "its manifest cannot be read (" + unreadable.getMessage() + "); build it again with bnd", false);
        }
    }

    /**
     * A library may have classes for newer Javas, which it only uses there, so it must have one that this can load. If
     * it says itself which Java it needs, the framework does not resolve it, which is explained elsewhere.
     */
    private void requireJava(BundleManifest manifest, ClassVersions versions) throws UnsoundJarException {
        int needed = manifest.isConnector() ? versions.newest() : versions.oldest();
        if (needed > java && !manifest.asksForOtherJavaThan(java)) {
            throw new UnsoundJarException(
                    "it was compiled for Java " + needed + ", and Java " + java
                            + " runs here; start Patchbay with that Java, or build it for this one (maven.compiler.release="
                            + java + ")",
                    false);
        }
    }
}

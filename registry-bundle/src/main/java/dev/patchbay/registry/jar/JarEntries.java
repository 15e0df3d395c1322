package dev.patchbay.registry.jar;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** One pass over all bytes of all entries of a JAR. For one thread, once. */
final class JarEntries {
    private static final Pattern UNSAFE =
            Pattern.compile("(?:[/\\\\]|[A-Za-z]:).*|(?:.*[/\\\\])?\\.\\.(?:[/\\\\].*)?|.*\0.*", Pattern.DOTALL);
    private static final int LONGEST_MANIFEST = 16 << 20;
    private static final int LONGEST_CLASS_FILE = 16 << 20;
    private static final byte[] NONE = {};

    private final JarBudget budget;
    private final ClassFiles classes;
    private final ClassVersions versions = new ClassVersions();
    private final Set<String> names = new HashSet<>();
    private final byte[] buffer = new byte[1 << 16];

    JarEntries(JarBudget budget, ClassFiles classes) {
        this.budget = budget;
        this.classes = classes;
    }

    /** What the class files that were read so far were compiled for. */
    ClassVersions versions() {
        return versions;
    }

    /** The bytes of one entry that is small enough to be held. */
    byte[] read(ZipFile zip, ZipEntry entry) throws UnsoundJarException {
        if (entry.getSize() > LONGEST_MANIFEST) {
            throw new UnsoundJarException(
                    "its manifest has " + JarBudget.megabytes(entry.getSize()) + "; build it again with bnd", false);
        }
        try (CheckedEntry in = new CheckedEntry(zip.getInputStream(entry), entry)) {
            byte[] bytes = in.readNBytes(LONGEST_MANIFEST);
            in.drain(buffer);
            return bytes;
        } catch (IOException damaged) {
            throw damaged(entry.getName(), damaged);
        }
    }

    /** @param nested names of the entries that are JARs on the class path of the bundle */
    void readAll(ZipFile zip, Set<String> nested) throws UnsoundJarException {
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            ZipEntry entry = entries.nextElement();
            String name = entry.getName();
            requireName(entry);
            budget.addEntry();
            budget.addBytes(entry.getSize());
            try (CheckedEntry in = new CheckedEntry(zip.getInputStream(entry), entry)) {
                if (nested.contains(name)) {
                    readNested(in);
                } else if (ClassVersions.isClassFile(name)) {
                    readClassFile(in, entry);
                }
                in.drain(buffer);
            } catch (IOException damaged) {
                throw damaged(name, damaged);
            }
        }
    }

    private void readClassFile(CheckedEntry in, ZipEntry entry) throws IOException, UnsoundJarException {
        String name = entry.getName();
        if (entry.getSize() > LONGEST_CLASS_FILE) {
            throw new UnsoundJarException(
                    "its entry '" + name + "' has " + JarBudget.megabytes(entry.getSize())
                            + ", as no class file has; build it again, or ask who made it",
                    false);
        }
        int count = in.readNBytes(buffer, 0, buffer.length);
        versions.see(buffer, count);
        byte[] rest = count < buffer.length ? NONE : in.readAllBytes();
        in.drain(buffer);
        byte[] bytes = Arrays.copyOf(buffer, count + rest.length);
        System.arraycopy(rest, 0, bytes, count, rest.length);
        classes.add(name.substring(0, name.length() - ClassVersions.SUFFIX.length()), bytes);
    }

    /** Its entries are read one after the other, since it is no file; what cannot be read so is left to the framework. */
    private void readNested(InputStream bytes) throws IOException, UnsoundJarException {
        ZipInputStream jar = new ZipInputStream(bytes);
        try {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                budget.addEntry();
                int count = jar.readNBytes(buffer, 0, buffer.length);
                if (ClassVersions.isClassFile(entry.getName())) {
                    versions.see(buffer, count);
                }
                while (count > 0) {
                    budget.addBytes(count);
                    count = jar.read(buffer);
                }
            }
        } catch (ZipException unreadable) {
            if (!String.valueOf(unreadable.getMessage()).contains("EXT descriptor")) {
                throw unreadable;
            }
        }
    }

    private void requireName(ZipEntry entry) throws UnsoundJarException {
        String name = entry.getName();
        if (UNSAFE.matcher(name).matches()) {
            throw new UnsoundJarException("its entry '" + name + "' points outside of it; ask who made it", false);
        }
        if (!names.add(name) && !entry.isDirectory()) {
            throw new UnsoundJarException(
                    "its entry '" + name
                            + "' is there twice; build it with a tool that writes each entry once, such as bnd",
                    false);
        }
    }

    private static UnsoundJarException damaged(String name, IOException cause) {
        return new UnsoundJarException(
                "its entry '" + name + "' is damaged (" + cause.getMessage() + "); copy it again, or build it again",
                false);
    }
}

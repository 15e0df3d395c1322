package dev.patchbay.registry.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Bundle;

/**
 * A JAR of exactly what the framework sees in a bundle, wherever its bytes came from. Reading entries resolves nothing,
 * so it may be made while the framework resolves.
 */
final class BundleCopy implements AutoCloseable {
    private final Path file;

    private BundleCopy(Path file) {
        this.file = file;
    }

    /**
     * @param folder where to put it for a moment
     * @throws UntrustedException if an entry has a name by which it cannot be asked for
     */
    static BundleCopy of(Bundle bundle, Path folder) throws IOException, UntrustedException {
        Files.createDirectories(folder);
        BundleCopy copy = new BundleCopy(Files.createTempFile(folder, "verify", ".jar"));
        boolean whole = false;
        try {
            copy.write(bundle);
            whole = true;
            return copy;
        } finally {
            if (!whole) {
                copy.close();
            }
        }
    }

    Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    private void write(Bundle bundle) throws IOException, UntrustedException {
        try (OutputStream bytes = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (String name : names(bundle)) {
                zip.putNextEntry(new ZipEntry(name));
                try (InputStream content = content(bundle, name)) {
                    content.transferTo(zip);
                }
            }
        }
    }

    /** Of files only; that of a folder is not covered by a signature, and holds nothing. */
    private static List<String> names(Bundle bundle) throws UntrustedException {
        List<String> files = new ArrayList<>();
        Deque<String> folders = new ArrayDeque<>(List.of(""));
        while (!folders.isEmpty()) {
            String folder = folders.pop();
            Enumeration<String> paths = bundle.getEntryPaths(folder.isEmpty() ? "/" : folder);
            for (String path : paths == null ? List.<String>of() : Collections.list(paths)) {
                requirePlain(path, folder);
                if (path.endsWith("/")) {
                    folders.push(path);
                } else {
                    files.add(path);
                }
            }
        }
        return files;
    }

    /** Others would be listed under one name, and read under another one. */
    private static void requirePlain(String path, String folder) throws UntrustedException {
        String rest = path.startsWith(folder) ? path.substring(folder.length()) : "";
        String name = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.matches(".*[/\\\\#?%].*")) {
            throw new UntrustedException("its entry '" + path
                    + "' has a name that cannot be verified here; pack it without '#', '?', '%' and '\\' in its names");
        }
    }

    private static InputStream content(Bundle bundle, String name) throws IOException {
        URL entry = bundle.getEntry(name);
        if (entry == null) {
            throw new IOException("the entry '" + name + "' cannot be found");
        }
        return entry.openStream();
    }
}

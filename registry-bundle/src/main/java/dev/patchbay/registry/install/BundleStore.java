package dev.patchbay.registry.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of bundles, by their content: {@code data/bundles/<sha256>.jar}. What has such a name is whole, whenever the
 * power went. Thread-safe.
 */
final class BundleStore {
    private static final Logger LOG = LoggerFactory.getLogger(BundleStore.class);
    private static final String SUFFIX = ".jar";
    private static final int BUFFER = 1 << 16;

    private final Path folder;

    BundleStore(Path folder) {
        this.folder = folder;
    }

    /** A copy that has no name yet; deleted if it is closed without getting one. */
    final class Copy implements AutoCloseable {
        private final Path path;
        private final String sha256;
        private boolean durable;

        private Copy(Path path, String sha256) {
            this.path = path;
            this.sha256 = sha256;
        }

        String sha256() {
            return sha256;
        }

        Path path() {
            return path;
        }

        /** May take long on a slow disk. */
        void force() throws IOException {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            durable = true;
        }

        /** Durable when it returns. */
        void keep() throws IOException {
            if (!durable) {
                force();
            }
            Files.move(
                    path,
                    BundleStore.this.path(sha256),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(path);
        }
    }

    /**
     * Takes the bytes of a file as they are now.
     *
     * @param limit most bytes to take; of a longer file one more is taken
     */
    Copy copy(Path file, long limit) throws IOException {
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "copy", ".tmp");
        boolean copied = false;
        MessageDigest digest = digest();
        try (InputStream in = Files.newInputStream(file);
                DigestOutputStream out = new DigestOutputStream(Files.newOutputStream(fresh), digest)) {
            byte[] buffer = new byte[BUFFER];
            long left = limit + 1;
            for (int read = in.read(buffer); read > 0 && left > 0; read = in.read(buffer)) {
                out.write(buffer, 0, (int) Math.min(read, left));
                left -= read;
            }
            copied = true;
        } finally {
            if (!copied) {
                Files.deleteIfExists(fresh);
            }
        }
        return new Copy(fresh, HexFormat.of().formatHex(digest.digest()));
    }

    Path path(String sha256) {
        return folder.resolve(sha256 + SUFFIX);
    }

    boolean has(String sha256) {
        return Files.isRegularFile(path(sha256));
    }

    /** The bytes, and a check of them while they are read: see {@link #matches}. */
    DigestInputStream open(String sha256) throws IOException {
        return new DigestInputStream(Files.newInputStream(path(sha256)), digest());
    }

    /** Whether what was read to its end is what the name says. */
    static boolean matches(DigestInputStream read, String sha256) {
        return HexFormat.of().formatHex(read.getMessageDigest().digest()).equals(sha256);
    }

    /** Whether the bytes are what the name says; reads them all. */
    boolean isWhole(String sha256) throws IOException {
        try (DigestInputStream bytes = open(sha256)) {
            bytes.transferTo(OutputStream.nullOutputStream());
            return matches(bytes, sha256);
        }
    }

    void discard(String sha256) {
        delete(path(sha256));
    }

    /**
     * Deletes everything else, also copies that a crash has left unfinished.
     *
     * @return how many unfinished copies there were
     */
    int retain(Set<String> wanted) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        int unfinished = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.endsWith(SUFFIX)) {
                    unfinished++;
                    delete(file);
                } else if (!wanted.contains(name.substring(0, name.length() - SUFFIX.length()))) {
                    delete(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("'{}' cannot be tidied up: {}; see to its permissions", folder, e.toString());
        }
        return unfinished;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("'{}' is no longer needed and cannot be deleted: {}; delete it", file, e.toString());
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

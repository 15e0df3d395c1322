package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The framework's cache under data/cache. It is disposable: only one that was sealed by an orderly close, for the same
 * bundles, and not touched since is used again.
 */
final class BundleCache {
    private static final Logger LOG = LoggerFactory.getLogger(BundleCache.class);

    private final Path directory;
    private final Path seal;

    BundleCache(Home home) {
        this.directory = home.data().resolve("cache");
        this.seal = home.data().resolve("cache.seal");
    }

    /**
     * Breaks the seal, and discards the cache if it cannot be used.
     *
     * @return whether the cache holds these bundles
     */
    boolean open(String index) {
        try {
            String sealed = Files.exists(seal) ? Files.readString(seal) : "";
            Files.deleteIfExists(seal);
            if (!Files.exists(directory)) {
                return false;
            }
            if (sealed.equals(contents(index))) {
                return true;
            }
            LOG.info("{}: {}; it is built anew", directory, reason(sealed, index));
            delete();
            return false;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Throws the cache away, because a framework could not work with it. */
    void discard(Throwable cause) {
        LOG.warn("{} is damaged and was discarded; it is built anew ({})", directory, cause.toString());
        try {
            delete();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Vouches for the cache of a framework that has stopped. */
    void seal(String index) {
        try {
            Files.writeString(seal, contents(index));
        } catch (IOException e) {
            LOG.warn("{} cannot be written ({}); the next start will build its cache anew", seal, e.toString());
        }
    }

    private static String reason(String sealed, String index) {
        if (sealed.isEmpty()) {
            return "the runtime that used this cache did not end in order";
        }
        return sealed.startsWith(index)
                ? "the cache was changed or damaged while no runtime used it"
                : "the cache holds the bundles of another release";
    }

    /** The index, and a sum over name, size and time of every file. */
    private String contents(String index) throws IOException {
        List<String> files = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(directory.relativize(file) + " " + attributes.size() + " "
                        + attributes.lastModifiedTime().toMillis());
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(files);
        CRC32 sum = new CRC32();
        files.forEach(file -> sum.update(file.getBytes(StandardCharsets.UTF_8)));
        return index + Long.toHexString(sum.getValue()) + "\n";
    }

    private void delete() throws IOException {
        Files.deleteIfExists(seal);
        new FileTree(directory).delete();
    }

    private StartException unusable(IOException e) {
        return new StartException(
                "'" + directory + "' cannot be used: " + StartException.fact(e)
                        + "; make it writable for this user, or delete it",
                e);
    }
}

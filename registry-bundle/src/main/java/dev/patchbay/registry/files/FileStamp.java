package dev.patchbay.registry.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * By what a changed file is told from an unchanged one without reading it; of a symbolic link, what stands behind it.
 *
 * @param modified in nanoseconds since 1970
 * @param size in bytes
 * @param identity what the file system calls the file, so that one that was renamed to its place is another one; null
 *     where there is no such thing
 */
public record FileStamp(long modified, long size, Object identity) {
    /** Of what is no file: nothing, a folder, a pipe. */
    public static final FileStamp NONE = new FileStamp(0, -1, null);

    /** @throws IOException if nothing can be said of it, as of what may not be looked at */
    public static FileStamp of(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile() ? of(attributes) : NONE;
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return NONE;
        }
    }

    /** Whether it was written so short a time ago that somebody may be at it. */
    boolean isYoungerThan(long nanos) {
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        return Math.abs(now - modified) < nanos;
    }

    // Both are written out: what the compiler makes for a record is linked at its first use, which a start waits for.

    @Override
    public boolean equals(Object other) {
        return other instanceof FileStamp stamp
                && modified == stamp.modified
                && size == stamp.size
                && Objects.equals(identity, stamp.identity);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(modified) * 31 + Long.hashCode(size);
    }

    private static FileStamp of(BasicFileAttributes attributes) {
        return new FileStamp(
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), attributes.size(), attributes.fileKey());
    }
}

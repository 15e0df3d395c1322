package dev.patchbay.registry.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * By what a changed file is told from an unchanged one without reading it.
 *
 * @param size in bytes
 * @param modified in milliseconds since 1970
 * @param identity what the file system calls the file: one that was renamed to its place is another one, although a
 *     reproducible build may have given it the same size and time; empty where there is no such thing
 */
record Stamp(long size, long modified, String identity) {
    /** Of no file: whatever is found differs from it. */
    static final Stamp NONE = new Stamp(-1, -1, "");

    static Stamp of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(
                attributes.size(),
                attributes.lastModifiedTime().toMillis(),
                attributes.fileKey() == null ? "" : attributes.fileKey().toString());
    }

    // Both are written out, as those of a Jar.

    @Override
    public boolean equals(Object other) {
        return other instanceof Stamp stamp
                && size == stamp.size
                && modified == stamp.modified
                && identity.equals(stamp.identity);
    }

    @Override
    public int hashCode() {
        return (Long.hashCode(size) * 31 + Long.hashCode(modified)) * 31 + identity.hashCode();
    }
}

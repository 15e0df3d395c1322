package dev.patchbay.registry.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that is replaced as a whole: after a crash it holds what it held before or what it was to hold. */
public final class DurableFile {
    private static final Logger LOG = LoggerFactory.getLogger(DurableFile.class);

    private final Path path;
    private final Path fresh;
    private final FileAttribute<?>[] attributes;

    /** @param path its writers take turns: whoever has this object sees to that */
    public DurableFile(Path path) {
        this(path, new FileAttribute<?>[0]);
    }

    private DurableFile(Path path, FileAttribute<?>... attributes) {
        this.path = path;
        this.fresh = path.resolveSibling(path.getFileName() + ".tmp");
        this.attributes = attributes;
    }

    /** One that nobody but this user may read, where the file system knows modes; else its folder decides. */
    public static DurableFile forOwner(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new DurableFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : new DurableFile(path);
    }

    public Path path() {
        return path;
    }

    /** @throws UncheckedIOException if it cannot be written; what it held before is still there then */
    public void write(byte[] bytes) {
        try {
            Files.createDirectories(path.getParent());
            if (!Files.isDirectory(fresh)) {
                Files.deleteIfExists(fresh);
            }
            try (FileChannel channel = FileChannel.open(
                    fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
                for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            if (attributes.length > 0) {
                forceFolder();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(path + " could not be written; check space and permissions", failed);
        }
    }

    /** So that the new name is on disk too: a token that was replaced outside is to be had nowhere else. */
    private void forceFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /**
     * Keeps a content that cannot be read out of the way of what is written next.
     *
     * @param remedy what is lost by it, and what to do
     */
    public void setAside(String remedy) {
        Path aside = path.resolveSibling(path.getFileName() + ".unreadable");
        try {
            Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.warn("{} could not be read and was moved to {}; {}", path, aside, remedy);
        } catch (IOException alsoThat) {
            LOG.warn("{} could not be read: {}; {}", path, alsoThat.toString(), remedy);
        }
    }
}

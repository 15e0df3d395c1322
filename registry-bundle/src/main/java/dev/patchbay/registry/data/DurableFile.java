package dev.patchbay.registry.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that is replaced as a whole: after a crash it holds what it held before or what it was to hold. */
public final class DurableFile {
    private static final Logger LOG = LoggerFactory.getLogger(DurableFile.class);

    private final Path path;
    private final Path fresh;

    /** @param path its writers take turns: whoever has this object sees to that */
    public DurableFile(Path path) {
        this.path = path;
        this.fresh = path.resolveSibling(path.getFileName() + ".tmp");
    }

    public Path path() {
        return path;
    }

    /** @throws UncheckedIOException if it cannot be written; what it held before is still there then */
    public void write(byte[] bytes) {
        try {
            Files.createDirectories(path.getParent());
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(path + " could not be written; check space and permissions", failed);
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

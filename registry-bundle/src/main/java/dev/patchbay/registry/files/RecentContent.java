package dev.patchbay.registry.files;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.format.InstanceBlock;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Files as they are now. What was read last is remembered as long as its file is untouched and memory suffices: whoever
 * asks for one instance of a file of thousands asks for the others too.
 */
final class RecentContent {
    private final Formats formats;
    /** Guarded by this. */
    private SoftReference<Reading> last = new SoftReference<>(null);

    private record Stamp(FileTime modified, long size, Object key) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    private record Reading(Path file, Stamp stamp, Map<InstanceId, InstanceBlock> blocks) {}

    RecentContent(Formats formats) {
        this.formats = formats;
    }

    /** What defines an instance in a file; empty if nothing does, or if the file cannot be read. */
    synchronized Optional<InstanceBlock> block(Path file, InstanceId id) {
        try {
            Stamp stamp = Stamp.of(file);
            Reading known = last.get();
            if (known == null || !known.file().equals(file) || !known.stamp().equals(stamp)) {
                known = read(file, stamp);
                last = new SoftReference<>(known);
            }
            return Optional.ofNullable(known.blocks().get(id));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private Reading read(Path file, Stamp stamp) throws IOException {
        Map<InstanceId, InstanceBlock> blocks = new HashMap<>();
        formats.read(file).blocks().forEach(block -> blocks.put(block.id(), block));
        return new Reading(file, stamp, blocks);
    }
}

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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Files as they are now. What was read of the last few is remembered as long as its file is untouched and memory suffices:
 * whoever asks for one instance of a file of thousands asks for the others too, and those of several files take turns.
 */
final class RecentContent {
    private static final int REMEMBERED = 64;

    private final Formats formats;
    /** By file, that which was asked for last at the end; guarded by this. */
    private final Map<Path, SoftReference<Reading>> last = new LinkedHashMap<>(16, 0.75f, true);

    private record Stamp(FileTime modified, long size, Object key) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    private record Reading(Stamp stamp, Map<InstanceId, InstanceBlock> blocks) {}

    RecentContent(Formats formats) {
        this.formats = formats;
    }

    /** What defines an instance in a file; empty if nothing does, or if the file cannot be read. */
    synchronized Optional<InstanceBlock> block(Path file, InstanceId id) {
        try {
            Stamp stamp = Stamp.of(file);
            SoftReference<Reading> remembered = last.get(file);
            Reading known = remembered == null ? null : remembered.get();
            if (known == null || !known.stamp().equals(stamp)) {
                known = read(file, stamp);
                remember(file, known);
            }
            return Optional.ofNullable(known.blocks().get(id));
        } catch (IOException unreadable) {
            last.remove(file);
            return Optional.empty();
        }
    }

    /** Under the lock. */
    private void remember(Path file, Reading reading) {
        last.put(file, new SoftReference<>(reading));
        if (last.size() > REMEMBERED) {
            last.remove(last.keySet().iterator().next());
        }
    }

    private Reading read(Path file, Stamp stamp) throws IOException {
        Map<InstanceId, InstanceBlock> blocks = new HashMap<>();
        formats.read(file).blocks().forEach(block -> blocks.put(block.id(), block));
        return new Reading(stamp, blocks);
    }
}

package dev.patchbay.registry.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files that somebody is at, each until it has not changed for a while. Confined to one thread. */
final class QuietFiles {
    private static final Observation ABSENT = new Observation(-1, 0, "");

    private final long quietNanos;
    private final Map<Path, Pending> pending = new LinkedHashMap<>();

    QuietFiles(Duration quiet) {
        this.quietNanos = quiet.toNanos();
    }

    /** A file was created, changed or deleted at this time of {@link System#nanoTime}. */
    void touched(Path file, long now) {
        pending.put(file, new Pending(observe(file), now));
    }

    /** Takes out those that have been quiet long enough. */
    List<Path> settled(long now) {
        List<Path> settled = new ArrayList<>();
        Map<Path, Pending> again = new LinkedHashMap<>();
        for (Iterator<Map.Entry<Path, Pending>> each = pending.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Path, Pending> entry = each.next();
            if (now - entry.getValue().since >= quietNanos) {
                Observation current = observe(entry.getKey());
                each.remove();
                if (current.equals(entry.getValue().last)) {
                    settled.add(entry.getKey());
                } else {
                    again.put(entry.getKey(), new Pending(current, now));
                }
            }
        }
        pending.putAll(again);
        return settled;
    }

    /** How long to wait, in nanoseconds, until a file may have settled; negative if there is none. */
    long untilNext(long now) {
        return pending.values().stream()
                .mapToLong(each -> Math.max(0, each.since + quietNanos - now))
                .min()
                .orElse(-1);
    }

    private static Observation observe(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Observation(
                    attributes.size(), attributes.lastModifiedTime().toMillis(), String.valueOf(attributes.fileKey()));
        } catch (IOException e) {
            return ABSENT;
        }
    }

    private record Observation(long size, long modified, String identity) {}

    private record Pending(Observation last, long since) {}
}

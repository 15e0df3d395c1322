package dev.patchbay.registry.project;

import dev.patchbay.registry.files.FileStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sees when a build has ended, from the files alone: the newest connector that nobody has written to for a while and that is
 * whole. Confined to one thread.
 */
public final class FinishedBuilds {
    private static final long QUIET = Duration.ofMillis(200).toNanos();
    /** A build may pause in the middle of a file, but not for so long. */
    private static final long PATIENCE = Duration.ofSeconds(2).toNanos();

    private static final BuiltJar GONE = new BuiltJar(null, false, false);

    private final BuildFolder folder;
    private final Map<Path, Sighting> sightings = new HashMap<>();
    private FileStamp told = FileStamp.NONE;

    public FinishedBuilds(BuildFolder folder) {
        this.folder = folder;
    }

    /** @param since since when the file has been like that, in nanoseconds */
    private record Sighting(Path file, FileStamp stamp, long since, BuiltJar read) {
        Sighting as(BuiltJar known) {
            return new Sighting(file, stamp, since, known);
        }
    }

    /**
     * The build that has ended since the last look, if one has: each is told of once.
     *
     * @param now of {@link System#nanoTime}
     * @throws IOException if the folder or a file of it cannot be read
     */
    public Optional<Build> look(long now) throws IOException {
        Optional<Sighting> found = newest(see(now), now);
        if (found.isEmpty() || found.get().stamp().equals(told)) {
            return Optional.empty();
        }
        told = found.get().stamp();
        return found.map(each -> each.read().build());
    }

    /** The project, if it lies no longer where it was: then no build will be seen. */
    public Optional<Path> lost() {
        return folder.project().filter(each -> !Files.isDirectory(each));
    }

    /** Whether a JAR is still as it was when it was told of. */
    public boolean isUnchanged(Build build) throws IOException {
        return FileStamp.of(build.jar()).equals(told);
    }

    /** The newest first. */
    private List<Sighting> see(long now) throws IOException {
        List<Path> jars = folder.jars();
        sightings.keySet().retainAll(jars);
        for (Path each : jars) {
            FileStamp stamp = FileStamp.of(each);
            sightings.compute(
                    each,
                    (file, before) -> before != null && before.stamp().equals(stamp)
                            ? before
                            : new Sighting(file, stamp, now, null));
        }
        return sightings.values().stream()
                .sorted(Comparator.comparingLong((Sighting each) -> each.stamp().modified())
                        .reversed()
                        .thenComparing(Sighting::file))
                .toList();
    }

    /** Empty while somebody writes to what may become it. */
    private Optional<Sighting> newest(List<Sighting> seen, long now) throws IOException {
        Optional<Sighting> other = Optional.empty();
        for (Sighting each : seen) {
            if (now - each.since() < QUIET) {
                return Optional.empty();
            }
            Sighting read = each.read() == null ? each.as(read(each.file())) : each;
            if (read.read() == GONE) {
                return Optional.empty();
            }
            if (read.read().unfinished() && now - each.since() < PATIENCE) {
                return Optional.empty();
            }
            sightings.put(each.file(), read);
            if (read.read().meant()) {
                return Optional.of(read);
            }
            other = other.isPresent() ? other : Optional.of(read);
        }
        return other;
    }

    private static BuiltJar read(Path file) throws IOException {
        try {
            return BuiltJar.read(file);
        } catch (NoSuchFileException cleaned) {
            return GONE;
        }
    }
}

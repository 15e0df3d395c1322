package dev.patchbay.registry.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A folder, and which files it held when they were told of last. One that does not exist is empty. Confined to one thread,
 * but for {@link #files}.
 */
final class Folder {
    private static final Duration QUIET = Duration.ofMillis(50);
    private static final Duration EMPTY = Duration.ofSeconds(1);

    private final Path path;
    private final Predicate<Path> names;
    private final boolean nests;
    private final Map<Path, FileStamp> known = new ConcurrentHashMap<>();
    private final QuietFiles<Path> quiet = new QuietFiles<>(QUIET, EMPTY, this::stamp);
    private List<Path> subfolders = List.of();

    /**
     * @param names of the files that count
     * @param nests whether the folders in it count as well
     */
    Folder(Path path, Predicate<Path> names, boolean nests) {
        this.path = path;
        this.names = names;
        this.nests = nests;
    }

    Path path() {
        return path;
    }

    /** Those that were told of and not seen to have gone, sorted. On any thread. */
    List<Path> files() {
        List<Path> files = new ArrayList<>(known.keySet());
        files.sort(null);
        return files;
    }

    /** The folders that counted when it was looked at last. */
    List<Path> subfolders() {
        return subfolders;
    }

    /** Whether it has nothing to tell any more. */
    boolean isForgotten() {
        return known.isEmpty() && quiet.untilNext(0) == Long.MAX_VALUE;
    }

    /**
     * Takes in what is there at the start, without waiting for anybody to be done with it.
     *
     * @throws IOException if it cannot be listed
     */
    void begin(long now) throws IOException {
        list((file, stamp) -> {
            known.put(file, stamp);
            if (stamp.isYoungerThan(QUIET.toNanos())) {
                quiet.touched(file, now);
            }
        });
    }

    /**
     * Notes every file that is not as it was.
     *
     * @throws IOException if it cannot be listed, which says nothing of its files
     */
    void look(long now) throws IOException {
        list((file, stamp) -> {
            if (!quiet.isPending(file)) {
                quiet.touched(file, now);
            }
        });
    }

    /** Somebody says that something happened to a file. */
    void touched(Path file, long now) {
        if (known.containsKey(file) || names.test(file)) {
            quiet.touched(file, now);
        }
    }

    /** Tells of the files with which everybody seems to be done. */
    void settle(long now, Consumer<Path> settled) {
        quiet.settle(now, (file, stamp) -> {
            boolean gone = stamp.equals(FileStamp.NONE);
            FileStamp before = gone ? known.remove(file) : known.put(file, stamp);
            if (!gone || before != null) {
                settled.accept(file);
            }
        });
    }

    /** How long to wait, in nanoseconds, until there may be something to tell; {@link Long#MAX_VALUE} if there is not. */
    long untilNext(long now) {
        return quiet.untilNext(now);
    }

    private interface Difference {
        void found(Path file, FileStamp stamp);
    }

    private void list(Difference difference) throws IOException {
        List<Path> folders = new ArrayList<>();
        int met = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                FileStamp before = known.get(entry);
                if (before != null) {
                    met++;
                } else if (!names.test(entry)) {
                    continue;
                }
                FileStamp now = stamp(entry);
                if (!now.equals(before == null ? FileStamp.NONE : before)) {
                    difference.found(entry, now);
                }
                if (nests && now.equals(FileStamp.NONE) && Files.isDirectory(entry)) {
                    folders.add(entry);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (NoSuchFileException | NotDirectoryException absent) {
            met = 0;
        }
        subfolders = folders;
        if (met < known.size()) {
            for (Path file : known.keySet()) {
                if (stamp(file).equals(FileStamp.NONE)) {
                    difference.found(file, FileStamp.NONE);
                }
            }
        }
    }

    /** A file of which nothing can be said is taken to be as it was. */
    private FileStamp stamp(Path file) {
        try {
            return FileStamp.of(file);
        } catch (IOException e) {
            return known.getOrDefault(file, FileStamp.NONE);
        }
    }
}

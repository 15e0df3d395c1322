package dev.patchbay.launcher.command;

import dev.patchbay.launcher.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Where the classes of a home's runtime lie ready for the next JVM: {@code data/cds/run-VERSION-BUILD.SIZE.jsa}, which
 * the start script looks for, and beside it the {@link JvmKey} that it was made for. The size is in the name because JDK 17
 * crashes on an archive that was cut off. Not thread-safe.
 */
final class ClassDataArchive {
    private static final String ENDING = ".jsa";

    private final Path directory;
    private final String prefix;
    private final Path key;

    /** @param version as the start script calls this JVM and this build */
    ClassDataArchive(Path home, String version) {
        this.directory = home.resolve("data").resolve("cds");
        this.prefix = "run-" + version + ".";
        this.key = directory.resolve(prefix + "key");
    }

    /** The archive, if there is a whole one for this key. */
    Optional<Path> find(String wanted) {
        try {
            if (!Files.readString(key).equals(wanted)) {
                return Optional.empty();
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, prefix + "*" + ENDING)) {
                for (Path file : files) {
                    if (file.equals(named(Files.size(file)))) {
                        return Optional.of(file);
                    }
                }
            }
            return Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** An empty folder for making an archive; what an interrupted attempt has left is taken away. */
    Path workFolder() throws IOException {
        Path work = directory.resolve("work");
        new FileTree(work).delete();
        return Files.createDirectories(work);
    }

    /** Puts what was made in place of every older one, at once and wholly or not at all. */
    Path keep(Path made, String its) throws IOException {
        // JDK 17 makes it read-only, and not every system lets that be forced to the disk, or be deleted one day.
        if (!made.toFile().setWritable(true, true)) {
            throw new IOException("'" + made + "' cannot be made writable");
        }
        // Or a power failure might leave the name without the bytes.
        try (FileChannel bytes = FileChannel.open(made, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            bytes.force(true);
        }
        Path place = named(Files.size(made));
        try (DirectoryStream<Path> old = Files.newDirectoryStream(directory, "run-*")) {
            for (Path file : old) {
                Files.deleteIfExists(file);
            }
        }
        Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
        Path next = made.resolveSibling("key");
        Files.writeString(next, its, StandardCharsets.UTF_8);
        Files.move(next, key, StandardCopyOption.ATOMIC_MOVE);
        return place;
    }

    private Path named(long size) {
        return directory.resolve(prefix + size + ENDING);
    }
}

package dev.patchbay.launcher.command;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/** What a distribution puts into a home that does not exist yet: its config/ and its connectors. */
final class FreshHome {
    private final Path distribution;

    FreshHome(Path distribution) {
        this.distribution = distribution;
    }

    /**
     * Fills the home if it has no config/ yet; from then on the copy counts and is never touched again. One that is there
     * and cannot be written to is left to whoever looks at it next, who can say what it lacks.
     *
     * @return whether it was filled
     */
    boolean fill(Path home) throws IOException {
        if (Files.exists(home.resolve("config")) || (Files.exists(home) && !Files.isWritable(home))) {
            return false;
        }
        copy(distribution.resolve("deploy"), home.resolve("deploy"));
        // The last, for its presence says that the home is filled.
        Path unfinished = home.resolve("config.next");
        copy(distribution.resolve("config"), unfinished);
        Files.move(unfinished, home.resolve("config"), StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        if (Files.notExists(from)) {
            return;
        }
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(to.resolve(from.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

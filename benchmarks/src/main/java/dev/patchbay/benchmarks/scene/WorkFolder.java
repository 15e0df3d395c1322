package dev.patchbay.benchmarks.scene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for the time of a measure; deleted with its contents. */
public final class WorkFolder implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final String PREFIX = "patchbay-benchmark";

    private final Path path;

    private WorkFolder(Path path) {
        this.path = path;
    }

    public static WorkFolder create() throws IOException {
        return new WorkFolder(Files.createTempDirectory(PREFIX));
    }

    /** In memory, where the system offers that: for measures in which files have no part. */
    public static WorkFolder inMemory() throws IOException {
        return Files.isWritable(MEMORY) ? new WorkFolder(Files.createTempDirectory(MEMORY, PREFIX)) : create();
    }

    public Path path() {
        return path;
    }

    /** Deletes a folder in it, if it is there. */
    void delete(String name) throws IOException {
        delete(path.resolve(name));
    }

    @Override
    public void close() throws IOException {
        delete(path);
    }

    private static void delete(Path tree) throws IOException {
        if (Files.notExists(tree)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(tree)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.delete(each);
        }
    }
}

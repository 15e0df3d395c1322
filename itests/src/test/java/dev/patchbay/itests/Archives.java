package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The archives that were just built, as somebody who has downloaded one sees them. */
final class Archives {
    private static final Path BUILT = Path.of("..", "distribution", "target");

    private Archives() {}

    /** The archive whose name ends so. */
    static Path ending(String ending) throws IOException {
        try (Stream<Path> files = Files.list(BUILT)) {
            return files.filter(each -> each.getFileName().toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + ending + " in " + BUILT.toAbsolutePath()));
        }
    }

    /** Unpacks the tar.gz there, as everybody does; the one folder that was in it. */
    static Path unpack(Path directory) throws IOException, InterruptedException {
        int exit = new ProcessBuilder(
                        "tar", "xzf", ending(".tar.gz").toRealPath().toString())
                .directory(directory.toFile())
                .inheritIO()
                .start()
                .waitFor();
        assertEquals(0, exit);
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(each -> each.getFileName().toString().startsWith("patchbay-"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

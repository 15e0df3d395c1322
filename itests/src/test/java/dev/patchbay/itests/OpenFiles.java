package dev.patchbay.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files that this process has open, where the system tells. */
final class OpenFiles {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private OpenFiles() {}

    /** Those directly in a folder. */
    static Set<String> under(Path folder) {
        if (Files.notExists(DESCRIPTORS)) {
            return Set.of();
        }
        try (Stream<Path> links = Files.list(DESCRIPTORS)) {
            Path real = folder.toRealPath();
            return links.map(OpenFiles::target)
                    .filter(target -> real.equals(target.getParent()))
                    .map(Path::toString)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException gone) {
            return link;
        }
    }
}

package dev.patchbay.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The bundles as the build has just made them, and those of others that they stand on. */
public final class Bundles {
    private static final Path OURS = Path.of("target", "bundles").toAbsolutePath();
    private static final Path PLATFORM = Path.of("target", "platform").toAbsolutePath();

    private Bundles() {}

    /** For example {@code registry-bundle}. */
    public static Path named(String name) {
        Path jar = OURS.resolve(name + ".jar");
        if (Files.notExists(jar)) {
            throw new IllegalStateException(jar + " is missing; run 'mvn verify', which copies it there");
        }
        return jar;
    }

    /** Declarative Services, ConfigAdmin, Metatype and what they and the registry import, in start order. */
    public static List<Path> platform() {
        try (Stream<Path> jars = Files.list(PLATFORM)) {
            return jars.sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

package dev.patchbay.registry.check;

import java.io.IOException;
import java.nio.file.Path;

/** Looks into JARs. Thread-safe. */
@FunctionalInterface
public interface JarInspection {

    /**
     * Finds out whether a JAR could run here. No code of it runs, and what runs already does not notice.
     *
     * @param name what the report calls the file
     * @throws IOException if the file cannot be read
     */
    JarReport inspect(Path file, String name) throws IOException;
}

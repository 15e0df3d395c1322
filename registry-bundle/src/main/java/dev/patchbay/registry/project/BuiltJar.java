package dev.patchbay.registry.project;

import dev.patchbay.registry.jar.JarCheck;
import dev.patchbay.registry.jar.JarFacts;
import dev.patchbay.registry.jar.UnsoundJarException;
import dev.patchbay.spi.ConnectorType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * A JAR that a build has left, as far as it was read.
 *
 * @param build what it is
 * @param meant whether it is, or was to be, a connector; what was not is passed over if something else is
 * @param unfinished whether the build may still be writing it
 */
record BuiltJar(Build build, boolean meant, boolean unfinished) {
    private static final JarCheck CHECK = new JarCheck();
    private static final String NO_TYPE =
            "it brings no connector type; put @ConnectorType on its factory, and build it with"
                    + " bnd-maven-plugin, as docs/writing-a-connector.md shows";

    /** @throws IOException if it cannot be read at all */
    static BuiltJar read(Path file) throws IOException {
        try {
            JarFacts facts = CHECK.check(file);
            return facts.isConnector()
                    ? new BuiltJar(Build.connector(file, facts), true, false)
                    : new BuiltJar(Build.useless(file, NO_TYPE), false, false);
        } catch (UnsoundJarException unsound) {
            return new BuiltJar(Build.useless(file, unsound.getMessage()), isMeant(file), unsound.isUnfinished());
        }
    }

    /** What cannot even be opened may have been meant to be anything. */
    private static boolean isMeant(Path file) {
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            String provided =
                    manifest == null ? null : manifest.getMainAttributes().getValue("Provide-Capability");
            return provided != null && provided.contains(ConnectorType.NAMESPACE);
        } catch (IOException damaged) {
            return true;
        }
    }
}

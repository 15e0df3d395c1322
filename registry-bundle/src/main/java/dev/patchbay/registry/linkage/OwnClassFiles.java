package dev.patchbay.registry.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import org.osgi.framework.wiring.BundleWiring;

/** The class files on the class path of a bundle and of its fragments, as its class loader finds them. */
final class OwnClassFiles {
    private static final int EVERYWHERE = BundleWiring.LISTRESOURCES_LOCAL | BundleWiring.LISTRESOURCES_RECURSE;
    private static final String SUFFIX = ".class";
    private static final byte[] NONE = {};

    private final BundleWiring wiring;
    private final ClassLoader loader;

    OwnClassFiles(BundleWiring wiring) {
        this.wiring = wiring;
        this.loader = wiring.getClassLoader();
    }

    /** Reads them all, but those that the class loader would look for elsewhere. */
    Code read(BundleClasses classes) {
        CodeReader reader = new CodeReader();
        Collection<String> paths = wiring.listResources("/", "*" + SUFFIX, EVERYWHERE);
        Imports.orNone(paths).stream()
                .map(path -> path.substring(0, path.length() - SUFFIX.length()))
                .filter(name -> !name.startsWith("META-INF/") && !name.endsWith("module-info"))
                .filter(name -> classes.origin(name).isEmpty())
                .forEach(name -> read(name, reader));
        return reader.code();
    }

    /** One of them; empty if it is not there, as in a bundle that is uninstalled meanwhile. */
    byte[] bytes(String name) throws IOException {
        try (InputStream in = loader == null ? null : loader.getResourceAsStream(name + SUFFIX)) {
            return in == null ? NONE : in.readAllBytes();
        }
    }

    private void read(String name, CodeReader reader) {
        try {
            byte[] bytes = bytes(name);
            if (bytes.length > 0) {
                reader.read(name, bytes);
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            reader.fail(name);
        }
    }
}

package dev.patchbay.registry.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.osgi.framework.wiring.BundleWiring;

/** The class files on the class path of a bundle and of its fragments, one after the other. */
final class OwnClassFiles {
    private static final int EVERYWHERE = BundleWiring.LISTRESOURCES_LOCAL | BundleWiring.LISTRESOURCES_RECURSE;
    private static final String SUFFIX = ".class";

    private final BundleWiring wiring;
    private final List<String> names;
    /** What the first visit has read, as far as that is not much. */
    private final Map<String, byte[]> kept = new HashMap<>();

    private long room = 16 << 20;

    interface Visitor {
        void visit(String name, byte[] bytes) throws IOException;

        /** Of one that could not be read. */
        void fail(String name);
    }

    /** @param imported whether a class of this name would never be loaded from here */
    OwnClassFiles(BundleWiring wiring, Predicate<String> imported) {
        this.wiring = wiring;
        Collection<String> paths = wiring.listResources("/", "*" + SUFFIX, EVERYWHERE);
        this.names = Imports.orNone(paths).stream()
                .map(path -> path.substring(0, path.length() - SUFFIX.length()))
                .filter(name -> !name.startsWith("META-INF/") && !name.endsWith("module-info"))
                .filter(imported.negate())
                .toList();
    }

    List<String> names() {
        return names;
    }

    /** Of a bundle that is uninstalled meanwhile there are none any more. */
    void visit(Visitor visitor) {
        ClassLoader loader = wiring.getClassLoader();
        for (String name : names) {
            try {
                byte[] bytes = kept.containsKey(name) ? kept.get(name) : read(loader, name);
                if (bytes.length > 0) {
                    visitor.visit(name, bytes);
                }
            } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException unreadable) {
                visitor.fail(name);
            }
        }
    }

    private byte[] read(ClassLoader loader, String name) throws IOException {
        try (InputStream in = loader == null ? null : loader.getResourceAsStream(name + SUFFIX)) {
            byte[] bytes = in == null ? new byte[0] : in.readAllBytes();
            room -= bytes.length;
            if (room >= 0) {
                kept.put(name, bytes);
            }
            return bytes;
        }
    }
}

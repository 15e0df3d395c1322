package dev.patchbay.registry.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The classes of the Java that runs, read from its modules. They never change, so they are remembered. Thread-safe. */
final class JavaClasses implements ClassSpace {
    private static final int MOST = 4_000;

    private final Map<String, Module> modules = new HashMap<>();
    private volatile SoftReference<Map<String, Sighting>> seen = new SoftReference<>(null);

    JavaClasses() {
        for (Module module : ModuleLayer.boot().modules()) {
            module.getPackages().forEach(name -> modules.put(name.replace('.', '/'), module));
        }
    }

    @Override
    public Sighting find(String name) {
        Map<String, Sighting> known = seen.get();
        if (known == null || known.size() > MOST) {
            known = new ConcurrentHashMap<>();
            seen = new SoftReference<>(known);
        }
        return known.computeIfAbsent(name, this::read);
    }

    /** @param name of a package, with slashes */
    boolean hasPackage(String name) {
        return modules.containsKey(name);
    }

    private Sighting read(String name) {
        Module module = modules.get(BundleClasses.packageOf(name));
        if (module == null) {
            return Sighting.ABSENT;
        }
        try (InputStream in = module.getResourceAsStream(name + ".class")) {
            return in == null ? Sighting.ABSENT : Sighting.of(new ClassFile(in.readAllBytes()).facts(), this);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            // A Java whose class files are others than all that are known.
            return Sighting.UNKNOWN;
        }
    }
}

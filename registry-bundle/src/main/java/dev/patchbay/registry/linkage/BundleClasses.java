package dev.patchbay.registry.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleWiring;

/** What the classes of one bundle see, by its wires. For one thread. */
final class BundleClasses implements ClassSpace {
    private final BundleWiring wiring;
    private final Imports imports;
    private final Neighbours neighbours;
    private final Map<String, ClassFacts> known;
    private final Map<String, Sighting> seen = new HashMap<>();
    private final Set<String> held = new HashSet<>();

    /** @param known what is remembered of the classes that it holds */
    BundleClasses(BundleWiring wiring, Neighbours neighbours, Map<String, ClassFacts> known) {
        this.wiring = wiring;
        this.imports = new Imports(wiring);
        this.neighbours = neighbours;
        this.known = known;
    }

    /** A class that was read from the bundle itself already. */
    void add(String name, Sighting sighting) {
        held.add(packageOf(name));
        seen.put(name, sighting);
    }

    @Override
    public Sighting find(String name) {
        Sighting known = seen.get(name);
        if (known == null) {
            known = look(name);
            seen.put(name, known);
        }
        return known;
    }

    /** Where the package of a class comes from; empty if from the bundle itself or from Java. */
    Optional<BundleCapability> origin(String className) {
        return imports.capability(dotted(packageOf(className)));
    }

    /** {@code java/util} of {@code java/util/List}. */
    static String packageOf(String className) {
        int slash = className.lastIndexOf('/');
        return slash < 0 ? "" : className.substring(0, slash);
    }

    static String dotted(String path) {
        return path.replace('/', '.');
    }

    /** In the order of the framework: Java, imports, required bundles, the bundle itself, and what is left. */
    private Sighting look(String name) {
        if (name.startsWith("java/")) {
            return neighbours.java().find(name);
        }
        String path = packageOf(name);
        String packageName = dotted(path);
        if (imports.capability(packageName).isPresent()) {
            return neighbours.of(imports.provider(packageName)).own(name);
        }
        if (!held.contains(path)) {
            if (imports.isUncertain(packageName) || neighbours.isDelegated(packageName)) {
                return Sighting.UNKNOWN;
            }
            Sighting own = isSubject() && !imports.requiresBundles() ? Sighting.UNIMPORTED : own(name);
            return own.isFound() ? own : Sighting.UNIMPORTED;
        }
        Sighting own = own(name);
        return own.isFound() || !imports.isOnDemand(packageName) ? own : Sighting.UNKNOWN;
    }

    /** Of the bundle that is checked it is known which packages it holds; others are asked for each class. */
    private boolean isSubject() {
        return !held.isEmpty();
    }

    /** A class that the bundle or one that it requires holds, or that the framework's class path has. */
    private Sighting own(String name) {
        if (wiring.getBundle().getBundleId() == 0 && neighbours.java().hasPackage(packageOf(name))) {
            return neighbours.java().find(name);
        }
        ClassFacts facts = known.get(name);
        if (facts != null) {
            return Sighting.of(facts, this);
        }
        ClassLoader loader = wiring.getClassLoader();
        if (loader == null) {
            return Sighting.UNKNOWN;
        }
        try (InputStream in = loader.getResourceAsStream(name + ".class")) {
            if (in == null) {
                return Sighting.ABSENT;
            }
            ClassFacts read = new ClassFile(in.readAllBytes()).facts();
            known.put(name, read);
            return Sighting.of(read, this);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            return Sighting.UNKNOWN;
        }
    }
}

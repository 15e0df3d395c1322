package dev.patchbay.registry.unload;

import dev.patchbay.spi.ConnectorType;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/**
 * One revision of a bundle, and what must be known of it when it has gone. Of what the bundle is made it has weak
 * references only; whatever keeps it in memory, it is not this.
 */
final class Revision {
    private final String name;
    private final String version;
    private final String location;
    private final List<String> types;
    private final WeakReference<BundleWiring> wiring;
    private final WeakReference<ClassLoader> loader;
    /** A class that nobody needs; null until somebody asks how long this stays. */
    private volatile WeakReference<Class<?>> measure;

    private Revision(Bundle bundle, BundleWiring wiring, ClassLoader loader) {
        this.name = bundle.getSymbolicName();
        this.version = bundle.getVersion().toString();
        this.location = bundle.getLocation();
        this.types = types(wiring.getRevision());
        this.wiring = new WeakReference<>(wiring);
        this.loader = new WeakReference<>(loader);
    }

    /** The present revision; null if it has no class loader: not resolved, or a fragment. */
    static Revision of(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        ClassLoader loader = wiring == null ? null : wiring.getClassLoader();
        return loader == null ? null : new Revision(bundle, wiring, loader);
    }

    /** The connector types that it declares. */
    List<String> types() {
        return types;
    }

    String location() {
        return location;
    }

    /** Null once it is known to be forgotten. */
    ClassLoader loader() {
        return loader.get();
    }

    /** Whether other bundles are wired to it, as to a library that was replaced and will be let go at a refresh. */
    boolean isInUse() {
        BundleWiring present = wiring.get();
        return present != null && present.isInUse();
    }

    /** Begins to measure whether this stays longer than what nobody holds. */
    void measure() {
        if (measure == null) {
            measure = new WeakReference<>(LoneClass.make());
        }
    }

    /** Whether it was there after a garbage collection that took classes which nobody held. */
    boolean hasOutlivedOthers() {
        WeakReference<Class<?>> begun = measure;
        return begun != null && begun.get() == null && loader.get() != null;
    }

    @Override
    public String toString() {
        String what = types.isEmpty() ? "library '" + name + "'" : "connector '" + String.join(", ", types) + "'";
        return what + " " + version;
    }

    static boolean declaresType(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision != null && !types(revision).isEmpty();
    }

    private static List<String> types(BundleRevision revision) {
        return revision.getDeclaredCapabilities(ConnectorType.NAMESPACE).stream()
                .map(capability -> capability.getAttributes().get(ConnectorType.NAMESPACE))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .toList();
    }
}

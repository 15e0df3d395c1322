package dev.patchbay.registry.linkage;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Classes of the bundles that others import from, remembered from check to check: most connectors use the same. What a
 * wiring holds does not change, and who is gone is forgotten. Thread-safe.
 */
final class KnownClasses {
    private static final int MOST = 4_000;

    /** Guarded by this. */
    private final Map<BundleWiring, Map<String, ClassFacts>> bundles = new WeakHashMap<>();

    /** What is known of one bundle, by name of the class; may be added to. */
    synchronized Map<String, ClassFacts> of(BundleWiring wiring) {
        Map<String, ClassFacts> known = bundles.computeIfAbsent(wiring, each -> new ConcurrentHashMap<>());
        if (known.size() > MOST) {
            known.clear();
        }
        return known;
    }
}

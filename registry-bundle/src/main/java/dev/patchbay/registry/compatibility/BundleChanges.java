package dev.patchbay.registry.compatibility;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;

/**
 * Tells which types are concerned when a bundle comes, changes or goes: a bundle that cannot resolve publishes no
 * service, and its coming and going would otherwise be seen by nobody.
 */
public final class BundleChanges implements BundleListener, AutoCloseable {
    private static final int OF_INTEREST = BundleEvent.INSTALLED
            | BundleEvent.UNINSTALLED
            | BundleEvent.UPDATED
            | BundleEvent.UNRESOLVED
            | BundleEvent.STARTED
            | BundleEvent.STOPPED;

    private final BundleContext context;
    private final Consumer<String> types;
    /** What a bundle declared when it was last seen: one that is uninstalled cannot be asked any more. */
    private final Map<Long, List<String>> declared = new ConcurrentHashMap<>();

    /** @param types hears of each type, on the framework's event thread: it must return at once */
    public BundleChanges(BundleContext context, Consumer<String> types) {
        this.context = context;
        this.types = types;
    }

    public void open() {
        context.addBundleListener(this);
        for (Bundle bundle : context.getBundles()) {
            remember(bundle);
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if ((event.getType() & OF_INTEREST) == 0) {
            return;
        }
        Bundle bundle = event.getBundle();
        List<String> before = declared.getOrDefault(bundle.getBundleId(), List.of());
        before.forEach(types);
        if (event.getType() == BundleEvent.UNINSTALLED) {
            declared.remove(bundle.getBundleId());
            return;
        }
        remember(bundle).stream().filter(type -> !before.contains(type)).forEach(types);
    }

    @Override
    public void close() {
        context.removeBundleListener(this);
    }

    private List<String> remember(Bundle bundle) {
        List<String> present = ConnectorBundles.types(bundle).toList();
        if (!present.isEmpty()) {
            declared.put(bundle.getBundleId(), present);
        }
        return present;
    }
}

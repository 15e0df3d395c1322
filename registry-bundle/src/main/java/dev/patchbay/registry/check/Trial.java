package dev.patchbay.registry.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.bundle.EventHook;
import org.osgi.framework.hooks.bundle.FindHook;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * A bundle that is installed to be looked at, and uninstalled then. Nobody else finds it, hears of it or is wired to it,
 * so that a framework in which others run is not disturbed. Used by one thread.
 */
final class Trial implements AutoCloseable, FindHook, EventHook, ResolverHookFactory, ResolverHook {
    private static final String SCHEME = "patchbay-trial:";
    private static final AtomicLong COUNT = new AtomicLong();

    private final String location = SCHEME + COUNT.incrementAndGet();
    private final ServiceRegistration<?> hooks;
    private Bundle bundle;

    private Trial(BundleContext context) {
        this.hooks = context.registerService(
                new String[] {FindHook.class.getName(), EventHook.class.getName(), ResolverHookFactory.class.getName()},
                this,
                null);
    }

    /**
     * Installs the bundle of a file.
     *
     * @throws BundleException if the framework does not take it
     * @throws IOException if the file cannot be read
     */
    static Trial install(BundleContext context, Path file) throws BundleException, IOException {
        Trial trial = new Trial(context);
        try (InputStream bytes = Files.newInputStream(file)) {
            trial.bundle = context.installBundle(trial.location, bytes);
            return trial;
        } finally {
            if (trial.bundle == null) {
                trial.hooks.unregister();
            }
        }
    }

    Bundle bundle() {
        return bundle;
    }

    @Override
    public void close() {
        try {
            bundle.uninstall();
        } catch (BundleException e) {
            throw new IllegalStateException("'" + bundle + "' cannot be uninstalled: " + e.getMessage(), e);
        } finally {
            hooks.unregister();
        }
    }

    @Override
    public void find(BundleContext asker, Collection<Bundle> bundles) {
        bundles.removeIf(this::isOurs);
    }

    @Override
    public void event(BundleEvent event, Collection<BundleContext> listeners) {
        if (isOurs(event.getBundle())) {
            listeners.clear();
        }
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return this;
    }

    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
        // Whatever is to be resolved is to be resolved.
    }

    /** A singleton of the same name that runs is no obstacle: this would take its place. */
    @Override
    public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> collisions) {
        if (isOurs(singleton.getRevision().getBundle())) {
            collisions.clear();
        } else {
            removeOurs(collisions);
        }
    }

    @Override
    public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
        if (!isOurs(requirement.getRevision().getBundle())) {
            removeOurs(candidates);
        }
    }

    @Override
    public void end() {
        // Nothing was kept.
    }

    private void removeOurs(Collection<BundleCapability> capabilities) {
        List<BundleCapability> ours = capabilities.stream()
                .filter(each -> isOurs(each.getRevision().getBundle()))
                .toList();
        capabilities.removeAll(ours);
    }

    private boolean isOurs(Bundle other) {
        return location.equals(other.getLocation());
    }
}

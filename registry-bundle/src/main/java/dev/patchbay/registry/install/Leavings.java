package dev.patchbay.registry.install;

import dev.patchbay.registry.lifecycle.Background;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bundles on their way out: stopping one waits for its calls, so it happens on threads of its own. Thread-safe. */
final class Leavings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leavings.class);

    private final BundleContext context;
    private final BundleStarts starts;
    private final ExecutorService threads = Background.unlimited("leaving");
    /** By SHA-256, with what waits for the end; guarded by this. */
    private final Map<String, List<Runnable>> leaving = new HashMap<>();

    Leavings(BundleContext context, BundleStarts starts) {
        this.context = context;
        this.starts = starts;
    }

    /** @param after runs when it has gone, if it is leaving */
    synchronized boolean isLeaving(Jar jar, Runnable after) {
        List<Runnable> waiting = leaving.get(jar.sha256());
        if (waiting != null) {
            waiting.add(after);
        }
        return waiting != null;
    }

    synchronized boolean isLeaving(Jar jar) {
        return leaving.containsKey(jar.sha256());
    }

    void add(Jar jar, Bundle bundle, Runnable after) {
        synchronized (this) {
            List<Runnable> present = leaving.get(jar.sha256());
            if (present != null) {
                present.add(after);
                return;
            }
            leaving.put(jar.sha256(), new ArrayList<>(List.of(after)));
        }
        try {
            threads.execute(() -> leave(jar, bundle));
        } catch (RejectedExecutionException ending) {
            LOG.debug("{} is not uninstalled, because the runtime stops", bundle);
        }
    }

    /** Also of one that cannot be stopped; what is wired to it is wired anew. */
    static void uninstall(Bundle bundle) {
        try {
            bundle.uninstall();
        } catch (BundleException | IllegalStateException e) {
            LOG.warn("{} {} could not be uninstalled: {}", bundle.getSymbolicName(), bundle.getVersion(), e.toString());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void leave(Jar jar, Bundle bundle) {
        try {
            starts.cancel(bundle);
            uninstall(bundle);
            if (!jar.isConnector()) {
                context.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(Set.of(bundle));
            }
        } catch (IllegalStateException ending) {
            LOG.debug("The framework stops before {} is uninstalled", bundle, ending);
        } finally {
            List<Runnable> waiting;
            synchronized (this) {
                waiting = leaving.remove(jar.sha256());
            }
            waiting.forEach(Runnable::run);
        }
    }
}

package dev.patchbay.launcher;

import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.Redaction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.framework.util.FelixConstants;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A framework with the core bundles started. */
final class RunningFramework {
    private static final Logger LOG = LoggerFactory.getLogger(RunningFramework.class);
    /** All calls have ended before; what still takes long then is an activator that does not return. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
    /** One whose init failed may never tell that it has stopped; nothing runs in it that would need longer. */
    private static final Duration FAILED_LIMIT = Duration.ofSeconds(5);

    /** Tells what is inside this launcher from what is inside another one. */
    private static final String CORE = "patchbay.core";

    /** Stops before the framework stops the rest: no file is handed over any more, and all calls drain at once. */
    private static final String REGISTRY = "dev.patchbay.registry";

    /** Nobody waits for these: they start when all else serves. */
    private static final Set<String> LATER =
            Set.of("org.apache.felix.metatype", "org.apache.felix.gogo.runtime", "org.apache.felix.gogo.command");

    private final Framework framework;
    private final List<Bundle> core;

    private RunningFramework(Framework framework, List<Bundle> core) {
        this.framework = framework;
        this.core = core;
    }

    /**
     * Starts a framework; on failure nothing of it is left.
     *
     * @param cached whether the cache already holds the core bundles
     * @param references where bundles may lie that are not copied; empty if anywhere
     */
    static RunningFramework start(
            Map<String, Object> settings, CoreBundles bundles, boolean cached, Optional<Path> references)
            throws BundleException, IOException {
        return start(settings, bundles, cached, references, ignored -> {});
    }

    /** @param redaction hears of the redaction before anything that could tell a secret */
    static RunningFramework start(
            Map<String, Object> settings,
            CoreBundles bundles,
            boolean cached,
            Optional<Path> references,
            Consumer<Redaction> redaction)
            throws BundleException, IOException {
        ArchiveRules rules = new ArchiveRules(references);
        Map<String, Object> guarded = new HashMap<>(settings);
        guarded.put(CORE, bundles.index());
        guarded.put(FelixConstants.FRAMEWORK_BUNDLECACHE_IMPL, GuardedCache.open(settings, rules));
        StartLevels levels = StartLevels.of(guarded);
        Framework framework = new FrameworkFactory().newFramework(guarded);
        boolean started = false;
        try {
            framework.init();
            BundleContext context = framework.getBundleContext();
            listen(context, redaction);
            List<Bundle> core = cached ? bundles.installed(context) : bundles.install(context);
            rules.closeCore();
            levels.holdBack(context);
            framework.start();
            // All at once: one by one, each would be resolved with what it requires again.
            framework.adapt(FrameworkWiring.class).resolveBundles(core);
            CoreBundles.start(part(core, false));
            requireGate(context);
            levels.release(framework);
            started = true;
            return new RunningFramework(framework, core);
        } finally {
            if (!started) {
                stop(framework, FAILED_LIMIT);
            }
        }
    }

    /** Starts what nobody waits for. */
    void startRest() {
        try {
            CoreBundles.start(part(core, true));
        } catch (BundleException | IllegalStateException e) {
            LOG.warn("Gogo and the service for Metatype cannot be started: {}", e.toString());
        }
    }

    /** In start order. */
    private static List<Bundle> part(List<Bundle> core, boolean later) {
        List<Bundle> part = new ArrayList<>(core);
        part.removeIf(bundle -> LATER.contains(bundle.getSymbolicName()) != later);
        return part;
    }

    private static void listen(BundleContext context, Consumer<Redaction> redaction) {
        ServiceListener listener = event -> {
            if (event.getType() == ServiceEvent.REGISTERED
                    && context.getService(event.getServiceReference()) instanceof Redaction present) {
                redaction.accept(present);
            }
        };
        try {
            context.addServiceListener(listener, "(objectClass=" + Redaction.class.getName() + ")");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without it anybody's bundle could start; it keeps back those that are not trusted. */
    private static void requireGate(BundleContext context) {
        if (context.getServiceReference(ResolverHookFactory.class) == null) {
            throw new StartException(
                    "The bundle 'dev.patchbay.registry' does not watch over what may run; the log tells what it misses");
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** @throws StartException if there is none, because its bundle could not do its work */
    ConnectorRegistry registry() {
        BundleContext context = context();
        ServiceReference<ConnectorRegistry> reference = context.getServiceReference(ConnectorRegistry.class);
        ConnectorRegistry registry = reference == null ? null : context.getService(reference);
        if (registry == null) {
            throw new StartException(
                    "The bundle 'dev.patchbay.registry' offers no ConnectorRegistry; the log tells what it misses");
        }
        return registry;
    }

    /** @return whether the framework has stopped entirely */
    boolean stop() {
        for (Bundle bundle : core) {
            if (REGISTRY.equals(bundle.getSymbolicName())) {
                stop(bundle);
            }
        }
        return stop(framework, STOP_LIMIT);
    }

    private static void stop(Bundle bundle) {
        try {
            bundle.stop(Bundle.STOP_TRANSIENT);
        } catch (BundleException | IllegalStateException e) {
            LOG.warn("Bundle '{}' did not stop in order", bundle.getSymbolicName(), e);
        }
    }

    private static boolean stop(Framework framework, Duration limit) {
        boolean interrupted = false;
        try {
            framework.stop();
            while (true) {
                try {
                    framework.waitForStop(limit.toMillis());
                    break;
                } catch (InterruptedException e) {
                    // An order to hurry is no reason to leave half a framework behind.
                    interrupted = true;
                }
            }
        } catch (BundleException e) {
            LOG.warn("The framework did not stop in order", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        boolean stopped = framework.getState() != Bundle.ACTIVE && framework.getState() != Bundle.STOPPING;
        if (!stopped) {
            LOG.warn(
                    "The framework has not stopped within {} s; a bundle does not return from its stop",
                    limit.toSeconds());
        }
        return stopped;
    }
}

package dev.patchbay.registry.install;

import dev.patchbay.registry.trust.Trust;
import dev.patchbay.spi.ConnectorFactory;
import dev.patchbay.spi.ConnectorType;
import java.io.IOException;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings JARs of the store to run in the framework, and takes them away. Each step is checked before the next: nothing of
 * a bundle is loaded before all that it needs is known to be there. Thread-safe.
 */
final class RunningJars implements TriedJars, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningJars.class);

    private static final long START_PATIENCE_MILLIS = 1_000;

    private final BundleContext context;
    private final BundleStore store;
    private final Trust trust;
    private final Fitness fitness;
    private final Function<Bundle, List<String>> explainer;
    private final BundleStarts starts = new BundleStarts();
    private final Leavings leavings;
    private final Turns turns = new Turns();
    /** By location: why we do not let a bundle run, or what came of trying; nobody else knows that of a bundle. */
    private final Map<String, List<String>> findings = new ConcurrentHashMap<>();
    /** Locations of bundles that were resolved and not started, because they do not fit. */
    private final Set<String> unfit = ConcurrentHashMap.newKeySet();
    /** By location: what may fail in a bundle that runs. */
    private final Map<String, List<String>> warnings = new ConcurrentHashMap<>();

    /** @param explainer why a bundle that is installed does not do its work */
    RunningJars(
            BundleContext context,
            BundleStore store,
            Trust trust,
            Fitness fitness,
            Function<Bundle, List<String>> explainer) {
        this.context = context;
        this.store = store;
        this.trust = trust;
        this.fitness = fitness;
        this.explainer = explainer;
        this.leavings = new Leavings(context, starts);
    }

    /**
     * Does what is still to be done until a JAR runs.
     *
     * @param later called when something has ended that this did not wait for, and it is worth to call this again
     * @return whether it does its work now: a connector's factory is published, a library is started
     */
    boolean bringUp(Jar jar, Runnable later) {
        if (leavings.isLeaving(jar, later) || !turns.take(jar, later)) {
            return false;
        }
        try {
            return bringUpAlone(jar, later);
        } finally {
            turns.end(jar);
        }
    }

    private boolean bringUpAlone(Jar jar, Runnable later) {
        try {
            Bundle bundle = installed(jar);
            if (unfit.remove(jar.location()) && bundle.getState() == Bundle.RESOLVED) {
                // It stays wired to what it does not fit, whatever has come meanwhile; a fresh one is wired anew.
                bundle.uninstall();
                bundle = installed(jar);
            }
            if (bundle.getState() != Bundle.ACTIVE) {
                findings.put(jar.location(), start(jar, bundle, later));
            }
            return works(jar, bundle);
        } catch (BundleException | IOException | RuntimeException | LinkageError failed) {
            findings.put(jar.location(), List.of("it cannot be installed: " + failed + "; touch it to try again"));
            return false;
        }
    }

    /** Stops and uninstalls it in the background, as soon as its calls have ended; then {@code after} runs. */
    void takeDown(Jar jar, Runnable after) {
        findings.remove(jar.location());
        unfit.remove(jar.location());
        warnings.remove(jar.location());
        bundle(jar).ifPresentOrElse(bundle -> leavings.add(jar, bundle, after), after);
    }

    /** Whether it was taken down and has not gone yet. */
    boolean isLeaving(Jar jar) {
        return leavings.isLeaving(jar);
    }

    /** Whether anything of it is in the framework, running or not. */
    boolean isPresent(Jar jar) {
        return bundle(jar).isPresent();
    }

    @Override
    public boolean works(Jar jar) {
        return bundle(jar).filter(bundle -> works(jar, bundle)).isPresent();
    }

    @Override
    public boolean isStarting(Jar jar) {
        return bundle(jar).filter(starts::isStarting).isPresent();
    }

    boolean isStarting(Bundle bundle) {
        return starts.isStarting(bundle);
    }

    @Override
    public List<String> obstacles(Jar jar) {
        return bundle(jar).map(explainer).orElseGet(() -> findings.getOrDefault(jar.location(), List.of()));
    }

    @Override
    public List<String> warnings(Jar jar) {
        return warnings.getOrDefault(jar.location(), List.of());
    }

    /** Why we do not let a bundle run, or what came of trying; empty of one that is not ours. */
    List<String> findings(Bundle bundle) {
        List<String> known = findings.getOrDefault(bundle.getLocation(), List.of());
        return known.isEmpty()
                ? starts.place(bundle)
                        .map(place -> List.of("its activator has not returned yet (" + place
                                + "); tell its author, or delete the JAR"))
                        .orElse(List.of())
                : known;
    }

    /** Those of our bundles in the framework that belong to none of these are of no use any more. */
    void uninstallOthers(Set<String> locations) {
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getLocation().startsWith(Jar.SCHEME) && !locations.contains(bundle.getLocation())) {
                Leavings.uninstall(bundle);
            }
        }
    }

    @Override
    public void close() {
        starts.close();
        leavings.close();
    }

    private Optional<Bundle> bundle(Jar jar) {
        return Optional.ofNullable(context.getBundle(jar.location()));
    }

    private Bundle installed(Jar jar) throws BundleException, IOException {
        Bundle present = context.getBundle(jar.location());
        if (present != null) {
            return present;
        }
        try (DigestInputStream bytes = store.open(jar.sha256())) {
            Bundle fresh = taken(jar, bytes);
            if (!BundleStore.matches(bytes, jar.sha256())) {
                fresh.uninstall();
                throw damaged(jar);
            }
            return fresh;
        }
    }

    /** The framework may stumble over damage before it has read to the end. */
    private Bundle taken(Jar jar, DigestInputStream bytes) throws BundleException, IOException {
        try {
            return context.installBundle(jar.location(), bytes);
        } catch (BundleException refused) {
            if (!store.isWhole(jar.sha256())) {
                throw damaged(jar);
            }
            throw refused;
        }
    }

    /** Its file is looked at again when the copy has gone. */
    private IOException damaged(Jar jar) {
        LOG.info("the copy of {} in data/bundles was damaged, and is made anew", jar);
        store.discard(jar.sha256());
        return new IOException("its copy in data/bundles was damaged, and is made anew");
    }

    private List<String> start(Jar jar, Bundle bundle, Runnable later) throws IOException {
        if (starts.isStarting(bundle)) {
            return List.of();
        }
        Optional<String> refusal = trust.refusal(store.path(jar.sha256()), jar.facts());
        if (refusal.isPresent()) {
            return List.of(refusal.get());
        }
        FrameworkWiring framework = context.getBundle(0).adapt(FrameworkWiring.class);
        if (bundle.getState() == Bundle.INSTALLED && !framework.resolveBundles(Set.of(bundle))) {
            return List.of();
        }
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring == null || isFragment(bundle)) {
            return List.of();
        }
        Fitness.Fit fit = fitness.check(jar, store.path(jar.sha256()), wiring);
        warnings.put(jar.location(), fit.warnings());
        if (!fit.faults().isEmpty()) {
            unfit.add(jar.location());
            return fit.faults();
        }
        return await(starts.start(bundle), later);
    }

    private static List<String> await(CompletableFuture<Optional<String>> start, Runnable later) {
        try {
            return start.get(START_PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .map(failure -> List.of("it cannot be started: " + failure + "; tell its author"))
                    .orElse(List.of());
        } catch (TimeoutException blocked) {
            start.whenComplete((outcome, none) -> later.run());
            return List.of();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private boolean works(Jar jar, Bundle bundle) {
        try {
            if (isFragment(bundle)) {
                return bundle.getState() == Bundle.RESOLVED;
            }
            return bundle.getState() == Bundle.ACTIVE
                    && (!jar.isConnector() || jar.facts().types().stream().allMatch(type -> publishes(bundle, type)));
        } catch (IllegalStateException | NullPointerException uninstalled) {
            // Somebody else may be at it; Felix 7.0.5 stumbles over the revision that such a bundle has no more.
            return false;
        }
    }

    private boolean publishes(Bundle bundle, String type) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        return services != null
                && Arrays.stream(services)
                        .filter(each -> type.equals(each.getProperty(ConnectorType.PREFIX_ + "name")))
                        .anyMatch(each -> each.isAssignableTo(context.getBundle(), ConnectorFactory.class.getName()));
    }

    private static boolean isFragment(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }
}

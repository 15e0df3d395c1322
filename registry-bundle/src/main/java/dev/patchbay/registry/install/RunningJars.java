package dev.patchbay.registry.install;

import dev.patchbay.registry.trust.Trust;
import java.io.IOException;
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
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Brings JARs of the store to run in the framework, and takes them away. Each step is checked before the next: nothing of
 * a bundle is loaded before all that it needs is known to be there. Thread-safe.
 */
final class RunningJars implements TriedJars, AutoCloseable {
    private static final long START_PATIENCE_MILLIS = 1_000;

    private final BundleContext context;
    private final BundleStore store;
    private final Trust trust;
    private final Fitness fitness;
    private final Function<Bundle, List<String>> explainer;
    private final BundleStarts starts = new BundleStarts();
    private final StoredBundles bundles;
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
        this.bundles = new StoredBundles(context, store);
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
            Bundle bundle = bundles.install(jar);
            if (unfit.remove(jar.location()) && bundle.getState() == Bundle.RESOLVED) {
                // It stays wired to what it does not fit, whatever has come meanwhile; a fresh one is wired anew.
                bundle.uninstall();
                bundle = bundles.install(jar);
            }
            if (bundle.getState() != Bundle.ACTIVE) {
                findings.put(jar.location(), start(jar, bundle, later));
            }
            return works(jar);
        } catch (BundleException | IOException | RuntimeException | LinkageError failed) {
            findings.put(
                    jar.location(),
                    List.of("it cannot be installed: " + FileFailure.fact(failed) + "; touch it to try again"));
            return false;
        }
    }

    /** Stops and uninstalls it in the background, as soon as its calls have ended; then {@code after} runs. */
    void takeDown(Jar jar, Runnable after) {
        forget(jar);
        bundles.find(jar).ifPresentOrElse(bundle -> leavings.add(jar, bundle, after), after);
    }

    /** Nobody will ask for it any more, whether it ever came to be installed or not. */
    void forget(Jar jar) {
        findings.remove(jar.location());
        unfit.remove(jar.location());
        warnings.remove(jar.location());
    }

    /** Whether it was taken down and has not gone yet. */
    boolean isLeaving(Jar jar) {
        return leavings.isLeaving(jar);
    }

    /** Whether anything of it is in the framework, running or not. */
    boolean isPresent(Jar jar) {
        return bundles.find(jar).isPresent();
    }

    @Override
    public boolean works(Jar jar) {
        return bundles.works(jar);
    }

    @Override
    public boolean isStarting(Jar jar) {
        return bundles.find(jar).filter(starts::isStarting).isPresent();
    }

    boolean isStarting(Bundle bundle) {
        return starts.isStarting(bundle);
    }

    @Override
    public List<String> obstacles(Jar jar) {
        return bundles.find(jar).map(explainer).orElseGet(() -> findings.getOrDefault(jar.location(), List.of()));
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
        bundles.uninstallOthers(locations);
    }

    @Override
    public void close() {
        starts.close();
        leavings.close();
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
        if (wiring == null || StoredBundles.isFragment(bundle)) {
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
}

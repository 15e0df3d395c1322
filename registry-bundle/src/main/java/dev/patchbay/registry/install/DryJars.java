package dev.patchbay.registry.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** Brings JARs as far as they come without being started: installed where they lie, resolved, compared. For one thread. */
final class DryJars implements TriedJars {
    private final BundleContext context;
    private final Function<Bundle, List<String>> explainer;
    private final Fitness fitness;
    /** By SHA-256. */
    private final Map<String, Path> files = new HashMap<>();

    private final Map<String, Bundle> bundles = new HashMap<>();
    /** Where each would be in a runtime. */
    private final Map<Bundle, String> locations = new HashMap<>();

    private final Map<String, List<String>> findings = new HashMap<>();
    private final Map<String, List<String>> warnings = new HashMap<>();

    /** @param explainer why a bundle that is installed does not resolve */
    DryJars(BundleContext context, Function<Bundle, List<String>> explainer) {
        this.context = context;
        this.explainer = explainer;
        this.fitness = new Fitness(context.getBundle(), this::location);
    }

    /** Tells where the bytes of a JAR are. */
    void add(Jar jar, Path file) {
        files.putIfAbsent(jar.sha256(), file);
    }

    Optional<Bundle> bundle(Jar jar) {
        return Optional.ofNullable(bundles.get(jar.sha256()));
    }

    void install(Jar jar) {
        if (bundle(jar).isEmpty()) {
            try {
                Bundle bundle = context.installBundle(
                        "reference:" + files.get(jar.sha256()).toUri());
                bundles.put(jar.sha256(), bundle);
                locations.put(bundle, jar.location());
            } catch (BundleException refused) {
                findings.put(jar.sha256(), List.of("it cannot be installed: " + FileFailure.fact(refused)));
            }
        }
    }

    boolean bringUp(Jar jar) {
        install(jar);
        bundle(jar).filter(this::isResolved).ifPresent(bundle -> findings.put(jar.sha256(), compare(jar, bundle)));
        return works(jar);
    }

    @Override
    public boolean works(Jar jar) {
        return bundle(jar)
                        .filter(bundle -> bundle.getState() != Bundle.INSTALLED)
                        .isPresent()
                && findings(jar).isEmpty();
    }

    @Override
    public boolean isStarting(Jar jar) {
        return false;
    }

    /** Why we would not start it, although it may resolve. */
    List<String> findings(Jar jar) {
        return findings.getOrDefault(jar.sha256(), List.of());
    }

    @Override
    public List<String> warnings(Jar jar) {
        return warnings.getOrDefault(jar.sha256(), List.of());
    }

    @Override
    public List<String> obstacles(Jar jar) {
        List<String> found = findings(jar);
        return found.isEmpty() ? bundle(jar).map(explainer).orElse(List.of()) : found;
    }

    /** What a runtime has found to fit need not be looked at again. */
    void know(Map<String, String> fitting) {
        fitness.know(fitting);
    }

    private String location(Bundle bundle) {
        return locations.getOrDefault(bundle, bundle.getLocation());
    }

    private boolean isResolved(Bundle bundle) {
        FrameworkWiring framework = context.getBundle(0).adapt(FrameworkWiring.class);
        return bundle.getState() != Bundle.INSTALLED || framework.resolveBundles(Set.of(bundle));
    }

    private List<String> compare(Jar jar, Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring == null) {
            return List.of();
        }
        try {
            Fitness.Fit fit = fitness.check(jar, files.get(jar.sha256()), wiring);
            warnings.put(jar.sha256(), fit.warnings());
            return fit.faults();
        } catch (IOException gone) {
            return List.of("it cannot be read any more: " + FileFailure.fact(gone));
        }
    }
}

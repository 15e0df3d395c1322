package dev.patchbay.registry.trust;

import dev.patchbay.registry.jar.JarFacts;
import dev.patchbay.spi.ConnectorFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Says of a JAR and of a bundle whether it may run, and keeps one that may not from running. The policy is the framework
 * property {@code trust.policy}; the certificates lie in the home's {@code trust/}, or where {@code trust.dir} says.
 * Thread-safe.
 */
@Component(service = Trust.class, immediate = true)
public final class Trust {
    /** Only the launcher can install a bundle at such a location, and nobody can update it. */
    private static final String CORE = "patchbay-core:";

    private final Path folder;
    /** Empty if they do not matter. */
    private final Optional<Signatures> signatures;

    private final ContractExports exports;
    private final Verdicts verdicts;
    private final boolean atHome;
    /** Identifiers of the bundles without which nobody would ask. */
    private final Set<Long> own;

    private final ServiceRegistration<ResolverHookFactory> gate;

    @Activate
    public Trust(BundleContext context) {
        Optional<Path> home =
                Optional.ofNullable(context.getProperty("patchbay.home")).map(Path::of);
        this.atHome = home.isPresent();
        this.folder = folder(context, home);
        this.signatures = isOpen(context) ? Optional.empty() : Optional.of(new Signatures(folder, Clock.systemUTC()));
        this.exports = new ContractExports(context);
        this.verdicts =
                new Verdicts(exports, signatures, context.getDataFile("trust").toPath());
        this.own = Stream.of(context.getBundle(), FrameworkUtil.getBundle(ConnectorFactory.class))
                .filter(Objects::nonNull)
                .map(Bundle::getBundleId)
                .collect(Collectors.toUnmodifiableSet());
        // At home the gate stays shut, whoever stops this bundle; a foreign framework gets back what was its own.
        BundleContext keeper = atHome ? context.getBundle(0).getBundleContext() : context;
        this.gate = keeper.registerService(
                ResolverHookFactory.class, new ResolveGate(verdicts::refresh, this::refusal), null);
    }

    @Deactivate
    void close() {
        if (!atHome) {
            gate.unregister();
        }
    }

    /**
     * Why a JAR may not run, in a sentence that does not name it; empty if it may. Reads the whole file.
     *
     * @param facts of that JAR
     */
    public Optional<String> refusal(Path jar, JarFacts facts) {
        return exports.refusal(facts.exports().stream()).or(() -> signatures.flatMap(each -> each.refusal(jar)));
    }

    /** Who signed a JAR and who vouches for that, also where any may run. Reads the whole file. */
    public Signature signature(Path jar) {
        return signatures
                .orElseGet(() -> new Signatures(folder, Clock.systemUTC()))
                .describe(jar, signatures.isPresent());
    }

    /** Why a bundle may not run, in a sentence that does not name it; empty if it may, or runs already. */
    public Optional<String> refusal(Bundle bundle) {
        verdicts.refresh();
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null ? Optional.empty() : refusal(revision);
    }

    /** Where it is resolved, it has passed. */
    private Optional<String> refusal(BundleRevision revision) {
        if (revision.getWiring() != null) {
            return Optional.empty();
        }
        Bundle bundle = revision.getBundle();
        boolean exempt = bundle.getBundleId() == 0
                || own.contains(bundle.getBundleId())
                || atHome && bundle.getLocation().startsWith(CORE);
        return exempt ? Optional.empty() : verdicts.refusal(revision);
    }

    /** What is neither of the two policies counts as the stricter: a misspelt lock is no open door. */
    private static boolean isOpen(BundleContext context) {
        String policy = context.getProperty("trust.policy");
        return policy == null || policy.strip().equals("any");
    }

    private static Path folder(BundleContext context, Optional<Path> home) {
        return Optional.ofNullable(context.getProperty("trust.dir"))
                .map(Path::of)
                .or(() -> home.map(each -> each.resolve("trust")))
                .orElse(Path.of("trust"));
    }
}

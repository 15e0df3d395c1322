package dev.patchbay.registry.install;

import dev.patchbay.registry.jar.ComponentFacts;
import dev.patchbay.registry.jar.ComponentReader;
import dev.patchbay.registry.linkage.Code;
import dev.patchbay.registry.linkage.LinkageCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Whether the byte code and the components of a bundle fit what it was wired to. What was found to fit is not looked at
 * again in the same surroundings, also after a restart: reading it is most of what a start of it would cost. Thread-safe.
 */
final class Fitness {
    /** What tells the bundles inside one launcher from those inside another; absent in a framework of somebody else. */
    private static final String CORE = "patchbay.core";

    private static final String CORE_SCHEME = "patchbay-core:";

    private final LinkageCheck linkage = new LinkageCheck();
    private final ComponentReader components = new ComponentReader();
    private final Supplier<String> checks;
    private final Function<Bundle, String> locations;
    /** By SHA-256: the surroundings in which that was found to fit. */
    private final Map<String, String> fitting = new ConcurrentHashMap<>();

    private final AtomicLong findings = new AtomicLong();
    private final FreshCode fresh = new FreshCode();

    /** @param registry is another bundle, or a newer one, where the checks are others */
    Fitness(Bundle registry) {
        this(registry, Bundle::getLocation);
    }

    /** @param locations where a bundle would be in a runtime, if this is none */
    Fitness(Bundle registry, Function<Bundle, String> locations) {
        this.checks = () -> Optional.ofNullable(registry.getBundleContext().getProperty(CORE))
                .orElseGet(() -> String.valueOf(registry.getLastModified()));
        this.locations = locations;
    }

    /**
     * What does not fit.
     *
     * @param faults why it must not be started, a sentence each
     * @param warnings what may fail later, a sentence each
     */
    record Fit(List<String> faults, List<String> warnings) {
        static final Fit GOOD = new Fit(List.of(), List.of());
    }

    /** What was read of a JAR that has just come, so that {@link #check} need not read it again. */
    void expect(String sha256, Code code) {
        fresh.put(sha256, code);
    }

    /** @param bytes of the JAR, to be read again */
    Fit check(Jar jar, Path bytes, BundleWiring wiring) throws IOException {
        String surroundings = surroundings(wiring);
        Optional<Code> code = fresh.take(jar.sha256());
        if (surroundings.equals(fitting.get(jar.sha256()))) {
            return Fit.GOOD;
        }
        List<String> missing = code.map(each -> linkage.check(wiring, each))
                .orElseGet(() -> linkage.check(wiring))
                .missing();
        if (!jar.isConnector()) {
            // Much of a library may be of no use here; who uses what it lacks is not for us to say.
            return remember(jar, surroundings, new Fit(List.of(), missing));
        }
        List<String> faults = new ArrayList<>(missing);
        components.components(bytes).stream()
                .map(ComponentFacts::fault)
                .flatMap(Optional::stream)
                .forEach(faults::add);
        return remember(jar, surroundings, new Fit(faults, List.of()));
    }

    /** What is known to fit, to be told to the next runtime on this home. */
    Map<String, String> known() {
        return Map.copyOf(fitting);
    }

    void know(Map<String, String> known) {
        fitting.putAll(known);
    }

    /** Forgets all JARs but these, by SHA-256: each build of a connector is another one. */
    void retain(Set<String> needed) {
        fitting.keySet().retainAll(needed);
    }

    /** How often something was found to fit: once more, and what is known is worth to be told. */
    long findings() {
        return findings.get();
    }

    private Fit remember(Jar jar, String surroundings, Fit fit) {
        if (fit.faults().isEmpty() && fit.warnings().isEmpty()) {
            fitting.put(jar.sha256(), surroundings);
            findings.incrementAndGet();
            return Fit.GOOD;
        }
        return fit;
    }

    /** Whatever the answer depends on besides the JAR: the Java, the checks, and each bundle that it is wired to. */
    private String surroundings(BundleWiring wiring) {
        String all = wiring.getRequiredWires(null).stream()
                .map(BundleWire::getProvider)
                .map(provider -> locations.apply(provider.getBundle()) + " " + provider.getVersion() + " "
                        + changed(provider.getBundle()))
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n", Runtime.version() + "\n" + checks.get() + "\n", ""));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The location of ours names their bytes; the framework and what is inside the launcher change with the registry. */
    private long changed(Bundle bundle) {
        String location = locations.apply(bundle);
        boolean told = bundle.getBundleId() == 0 || location.startsWith(Jar.SCHEME) || location.startsWith(CORE_SCHEME);
        return told ? 0 : bundle.getLastModified();
    }
}

package dev.patchbay.registry.linkage;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** The bundles that were met in one check, and Java. For one thread. */
final class Neighbours {
    private final Map<BundleWiring, BundleClasses> bundles = new HashMap<>();
    private final JavaClasses java;
    private final KnownClasses known;
    private final List<String> delegated;

    Neighbours(BundleWiring subject, JavaClasses java, KnownClasses known) {
        this.java = java;
        this.known = known;
        this.delegated = delegated(subject);
    }

    JavaClasses java() {
        return java;
    }

    BundleClasses of(BundleWiring wiring) {
        return bundles.computeIfAbsent(wiring, each -> new BundleClasses(each, this, known.of(each)));
    }

    /** Whether the framework gives a package to everybody, imported or not. */
    boolean isDelegated(String packageName) {
        return delegated.stream().anyMatch(pattern -> Imports.matches(pattern, packageName));
    }

    /** Every bundle that needs a Java has a wire to the framework. */
    private static List<String> delegated(BundleWiring subject) {
        return Imports.orNone(subject.getRequiredWires(null)).stream()
                .map(BundleWire::getProvider)
                .map(provider -> provider.getBundle())
                .filter(bundle -> bundle.getBundleId() == 0)
                .map(Bundle::getBundleContext)
                .filter(Objects::nonNull)
                .findFirst()
                .map(Neighbours::delegation)
                .orElse(Stream.empty())
                .toList();
    }

    private static Stream<String> delegation(BundleContext framework) {
        String packages = framework.getProperty(Constants.FRAMEWORK_BOOTDELEGATION);
        return packages == null
                ? Stream.empty()
                : Arrays.stream(packages.split(",")).map(String::trim);
    }
}

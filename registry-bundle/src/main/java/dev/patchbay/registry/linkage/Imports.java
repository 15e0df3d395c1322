package dev.patchbay.registry.linkage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.resource.Namespace;

/** From where a bundle gets the packages that it does not hold itself. Names of packages are with dots. */
final class Imports {
    private static final Pattern PACKAGE = Pattern.compile("\\(" + PackageNamespace.PACKAGE_NAMESPACE + "=([^)]*)\\)");

    private final Map<String, BundleCapability> wired = new HashMap<>();
    private final Map<String, BundleWiring> providers = new HashMap<>();
    private final Set<String> optional = new HashSet<>();
    private final List<String> onDemand = new ArrayList<>();
    private final boolean requiresBundles;

    Imports(BundleWiring wiring) {
        for (BundleWire wire : orNone(wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE))) {
            String name = name(wire.getCapability());
            wired.put(name, wire.getCapability());
            providers.put(name, wire.getProviderWiring());
        }
        revisions(wiring)
                .flatMap(revision -> revision.getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE).stream())
                .forEach(this::note);
        requiresBundles = !orNone(wiring.getRequiredWires(BundleNamespace.BUNDLE_NAMESPACE))
                .isEmpty();
    }

    /** The capability that a package comes from; empty if it is not imported, or was not to be had. */
    Optional<BundleCapability> capability(String packageName) {
        return Optional.ofNullable(wired.get(packageName));
    }

    /** Only for a package that has a capability. */
    BundleWiring provider(String packageName) {
        return providers.get(packageName);
    }

    /** Whether it may come from somewhere, or not, without anybody being wrong. */
    boolean isUncertain(String packageName) {
        return optional.contains(packageName) || isOnDemand(packageName);
    }

    /** Whether to ask for a resource of this package may make the framework wire it. */
    boolean isOnDemand(String packageName) {
        return onDemand.stream().anyMatch(pattern -> matches(pattern, packageName));
    }

    /** Whether packages come from required bundles, as well as by name. */
    boolean requiresBundles() {
        return requiresBundles;
    }

    /** {@code *}, {@code org.example.*} or a name. */
    static boolean matches(String pattern, String packageName) {
        return pattern.endsWith("*")
                ? packageName.startsWith(pattern.substring(0, pattern.length() - 1))
                : packageName.equals(pattern);
    }

    /** The bundle itself and the fragments that are attached to it. */
    private static Stream<BundleRevision> revisions(BundleWiring wiring) {
        return Stream.concat(
                Stream.of(wiring.getRevision()),
                orNone(wiring.getProvidedWires(HostNamespace.HOST_NAMESPACE)).stream()
                        .map(BundleWire::getRequirer));
    }

    /** The framework answers null for a bundle that was uninstalled or refreshed meanwhile. */
    static <T> Collection<T> orNone(Collection<T> answer) {
        return answer == null ? List.of() : answer;
    }

    private void note(BundleRequirement requirement) {
        Map<String, String> directives = requirement.getDirectives();
        Matcher filter = PACKAGE.matcher(directives.getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, ""));
        if (!filter.find()) {
            return;
        }
        switch (directives.getOrDefault(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE, "")) {
            case Namespace.RESOLUTION_OPTIONAL -> optional.add(filter.group(1));
            case PackageNamespace.RESOLUTION_DYNAMIC -> onDemand.add(filter.group(1));
            default -> {}
        }
    }

    private static String name(BundleCapability capability) {
        return capability
                .getAttributes()
                .get(PackageNamespace.PACKAGE_NAMESPACE)
                .toString();
    }
}

package dev.patchbay.registry.trust;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Nobody but the runtime exports {@code dev.patchbay.*}: a second copy of the contract would make connectors that nobody
 * sees. Only where the system bundle exports the contract; elsewhere the contract is itself a bundle among others.
 */
final class ContractExports {
    private static final String CONTRACT = "dev.patchbay.spi";

    private final boolean ofSystemBundle;

    ContractExports(BundleContext context) {
        Bundle system = context.getBundle(0);
        this.ofSystemBundle = packages(system.adapt(BundleRevision.class)).anyMatch(CONTRACT::equals);
    }

    Optional<String> refusal(BundleRevision revision) {
        return refusal(packages(revision));
    }

    /** @param exports the names of packages that a bundle would export */
    Optional<String> refusal(Stream<String> exports) {
        if (!ofSystemBundle) {
            return Optional.empty();
        }
        String taken = exports.filter(name -> name.equals("dev.patchbay") || name.startsWith("dev.patchbay."))
                .distinct()
                .sorted()
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(", "));
        return taken.isEmpty()
                ? Optional.empty()
                : Optional.of("it exports " + taken + ", as only the runtime may; take dev.patchbay.* out of its"
                        + " Export-Package, or delete it if it is a copy of Patchbay's own API");
    }

    private static Stream<String> packages(BundleRevision revision) {
        return revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .map(BundleCapability::getAttributes)
                .map(attributes -> String.valueOf(attributes.get(PackageNamespace.PACKAGE_NAMESPACE)));
    }
}

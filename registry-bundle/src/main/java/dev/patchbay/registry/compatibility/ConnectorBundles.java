package dev.patchbay.registry.compatibility;

import dev.patchbay.spi.ConnectorType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/** The installed bundles that say in their manifest that they bring a connector type, whether they can run or not. */
final class ConnectorBundles {
    private final BundleContext context;

    ConnectorBundles(BundleContext context) {
        this.context = context;
    }

    /** Those that declare a type, in the order of installation. */
    List<Bundle> declaring(String type) {
        return all().filter(bundle -> types(bundle).anyMatch(type::equals)).toList();
    }

    /** Every declared type, sorted, also those that cannot run. */
    List<String> types() {
        return all().flatMap(ConnectorBundles::types).distinct().sorted().toList();
    }

    static Stream<String> types(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null) {
            return Stream.empty();
        }
        return revision.getDeclaredCapabilities(ConnectorType.NAMESPACE).stream()
                .map(BundleCapability::getAttributes)
                .map(attributes -> attributes.get(ConnectorType.NAMESPACE))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .distinct();
    }

    private Stream<Bundle> all() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> types(bundle).findAny().isPresent());
    }
}

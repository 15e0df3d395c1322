package dev.patchbay.registry.compatibility;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/** What the installed bundles offer to each other. */
final class Offers {
    private final BundleContext context;
    private final FrameworkWiring framework;

    private final Function<Bundle, List<String>> refusal;

    /** @param refusal why a bundle may not run; it offers nothing then, whatever its manifest says */
    Offers(BundleContext context, Function<Bundle, List<String>> refusal) {
        this.context = context;
        this.refusal = refusal;
        this.framework = context.getBundle(0).adapt(FrameworkWiring.class);
    }

    /** Of all bundles that may run, whether they can resolve or not. */
    Collection<BundleCapability> meeting(Requirement requirement) {
        List<BundleCapability> found = framework.findProviders(requirement).stream()
                .filter(this::mayRun)
                .toList();
        return found.isEmpty() && requirement instanceof BundleRequirement fragment ? hosts(fragment) : found;
    }

    private boolean mayRun(BundleCapability offer) {
        Bundle bundle = offer.getRevision().getBundle();
        return bundle.getState() != Bundle.INSTALLED || refusal.apply(bundle).isEmpty();
    }

    /** The framework passes over those that are resolved: fragments come too late for them. */
    private List<BundleCapability> hosts(BundleRequirement fragment) {
        return Arrays.stream(context.getBundles())
                .map(bundle -> bundle.adapt(BundleRevision.class))
                .filter(Objects::nonNull)
                .flatMap(revision -> revision.getDeclaredCapabilities(HostNamespace.HOST_NAMESPACE).stream())
                .filter(fragment::matches)
                .toList();
    }

    /** The versions in which something is offered at all, sorted. */
    List<Version> versions(String namespace, String name) {
        return meeting(new AnyVersion(namespace, name)).stream()
                .map(offer -> offer.getAttributes()
                        .getOrDefault(
                                Constants.VERSION_ATTRIBUTE,
                                offer.getAttributes().get(Constants.BUNDLE_VERSION_ATTRIBUTE)))
                .filter(Objects::nonNull)
                .map(version -> Version.parseVersion(version.toString()))
                .distinct()
                .sorted()
                .toList();
    }

    private record AnyVersion(String namespace, String name) implements Requirement {
        @Override
        public String getNamespace() {
            return namespace;
        }

        @Override
        public Map<String, String> getDirectives() {
            return Map.of(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "(" + namespace + "=" + name + ")");
        }

        @Override
        public Map<String, Object> getAttributes() {
            return Map.of();
        }

        @Override
        public Resource getResource() {
            return null;
        }
    }
}

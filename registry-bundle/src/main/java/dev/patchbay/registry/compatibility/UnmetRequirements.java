package dev.patchbay.registry.compatibility;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/** Why a bundle does not resolve, by asking the framework for a provider of each of its requirements. */
final class UnmetRequirements {
    private final FrameworkWiring framework;

    UnmetRequirements(BundleContext context) {
        this.framework = context.getBundle(0).adapt(FrameworkWiring.class);
    }

    /** One sentence for each requirement that nothing here fulfils; empty if each has a provider. */
    List<String> of(Bundle bundle) {
        return bundle.adapt(BundleRevision.class).getDeclaredRequirements(null).stream()
                .filter(UnmetRequirements::isMandatory)
                .filter(requirement -> framework.findProviders(requirement).isEmpty())
                .map(this::sentence)
                .toList();
    }

    private static boolean isMandatory(BundleRequirement requirement) {
        Map<String, String> directives = requirement.getDirectives();
        String effective =
                directives.getOrDefault(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, Namespace.EFFECTIVE_RESOLVE);
        return effective.equals(Namespace.EFFECTIVE_RESOLVE)
                && !Namespace.RESOLUTION_OPTIONAL.equals(directives.get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE));
    }

    private String sentence(BundleRequirement requirement) {
        String filter = requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
        return switch (requirement.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE -> missingPackage(filter);
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE ->
                "it needs another Java (" + filter + ") than the "
                        + Runtime.version().feature() + " that runs here; start Patchbay with that Java";
            default ->
                "it needs " + requirement.getNamespace() + " " + filter
                        + ", which nothing here provides; drop the bundle that does into deploy/";
        };
    }

    private String missingPackage(String filter) {
        PackageFilter wanted = PackageFilter.parse(filter);
        Optional<String> offered = offeredVersions(wanted.name());
        if (wanted.name().startsWith("dev.patchbay.")) {
            return "it was built for " + wanted + ", and this runtime has "
                    + offered.orElse("no such package")
                    + "; install a version of the connector that was built for this runtime, or upgrade Patchbay";
        }
        return "it needs package " + wanted + ", and "
                + offered.map(versions -> "only " + versions + " is here").orElse("nothing here exports it")
                + "; drop the library's bundle into deploy/";
    }

    private Optional<String> offeredVersions(String packageName) {
        String versions = framework.findProviders(new AnyVersion(packageName)).stream()
                .map(offer -> String.valueOf(offer.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE)))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions);
    }

    /** Asks for a package in whatever version. */
    private record AnyVersion(String packageName) implements Requirement {
        @Override
        public String getNamespace() {
            return PackageNamespace.PACKAGE_NAMESPACE;
        }

        @Override
        public Map<String, String> getDirectives() {
            return Map.of(
                    Namespace.REQUIREMENT_FILTER_DIRECTIVE,
                    "(" + PackageNamespace.PACKAGE_NAMESPACE + "=" + packageName + ")");
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

package dev.patchbay.registry.check;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

/** Reads what a bundle declares to need, and finds who meets it: the wire if it is resolved, else who could. */
final class Needs {
    private static final String SERVICE = "osgi.service";
    private static final Pattern VERSION = Pattern.compile("\\((?:bundle-)?version>=([^)]*)\\)");
    private static final Pattern JAVA = Pattern.compile("\\(version>?=([^)]*)\\)");

    private final FrameworkWiring framework;

    Needs(BundleContext context) {
        this.framework = context.getBundle(0).adapt(FrameworkWiring.class);
    }

    List<Need> of(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return bundle.adapt(BundleRevision.class).getDeclaredRequirements(null).stream()
                .map(each -> new Need(what(each), isOptional(each), provider(each, wiring)))
                .toList();
    }

    private Optional<String> provider(BundleRequirement requirement, BundleWiring wiring) {
        Optional<BundleCapability> wired = wiring == null
                ? Optional.empty()
                : wiring.getRequiredWires(requirement.getNamespace()).stream()
                        .filter(wire -> wire.getRequirement().equals(requirement))
                        .map(BundleWire::getCapability)
                        .findFirst();
        Collection<BundleCapability> possible = framework.findProviders(requirement);
        return wired.or(() -> possible.stream().findFirst()).map(Needs::provider);
    }

    private static String provider(BundleCapability capability) {
        BundleRevision revision = capability.getRevision();
        boolean ours = revision.getBundle().getBundleId() == 0;
        if (!capability.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)) {
            boolean java =
                    capability.getNamespace().equals(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE);
            String runtime = java ? Need.JAVA : "this runtime";
            return ours ? runtime : revision.getSymbolicName() + " " + revision.getVersion();
        }
        String version = String.valueOf(capability.getAttributes().get(Constants.VERSION_ATTRIBUTE));
        // Packages of the JDK have the version 0.0.0.JavaSE_017.
        if (version.startsWith("0.0.0")) {
            return ours ? Need.JAVA : revision.getSymbolicName();
        }
        return version + " of " + (ours ? "this runtime" : revision.getSymbolicName());
    }

    private static String what(BundleRequirement requirement) {
        String namespace = requirement.getNamespace();
        String filter = requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
        return switch (namespace) {
            case PackageNamespace.PACKAGE_NAMESPACE -> "package " + name(namespace, filter) + range(filter);
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE ->
                filter.contains("=JavaSE)") ? "Java " + first(JAVA, filter).orElse("") : "Java " + filter;
            case SERVICE -> Need.SERVICE + name(Constants.OBJECTCLASS, filter);
            default -> namespace + " " + name(namespace, filter) + range(filter);
        };
    }

    private static String name(String attribute, String filter) {
        return first(Pattern.compile("\\(" + Pattern.quote(attribute) + "=([^)]*)\\)"), filter)
                .orElse(filter);
    }

    private static String range(String filter) {
        Matcher matcher = VERSION.matcher(filter);
        String from = matcher.find() ? matcher.group(1) : "0.0.0";
        String below = matcher.find() ? matcher.group(1) : "";
        if (below.isEmpty()) {
            return from.equals("0.0.0") ? "" : " " + from;
        }
        return " [" + from + "," + below + ")";
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static boolean isOptional(BundleRequirement requirement) {
        Map<String, String> directives = requirement.getDirectives();
        String resolution = directives.getOrDefault(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE, "");
        return resolution.equals(Namespace.RESOLUTION_OPTIONAL)
                || resolution.equals(PackageNamespace.RESOLUTION_DYNAMIC);
    }
}

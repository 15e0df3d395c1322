package dev.patchbay.registry.jar;

import static org.osgi.framework.namespace.ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE;

import dev.patchbay.model.InstanceId;
import dev.patchbay.spi.ConnectorType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.felix.utils.resource.ResourceBuilder;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.IdentityNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.resource.Capability;
import org.osgi.resource.Namespace;
import org.osgi.resource.Resource;

/** The headers of a bundle, read as the framework reads them. Immutable. */
final class BundleManifest {
    private static final String HOW_TO_BUILD =
            "; build it with bnd-maven-plugin, as docs/writing-a-connector.md shows, and embed plain libraries in the"
                    + " connector that uses them";

    /** What the framework's own bundle may be called. */
    private static final Set<String> FRAMEWORK =
            Set.of(Constants.SYSTEM_BUNDLE_SYMBOLICNAME, "org.apache.felix.framework");

    private final Map<String, String> headers;
    private final Resource resource;
    private final Version version;

    private BundleManifest(Map<String, String> headers, Resource resource, Version version) {
        this.headers = headers;
        this.resource = resource;
        this.version = version;
    }

    /** @throws UnsoundJarException if these are not the headers of a bundle that could be installed */
    static BundleManifest of(Attributes main) throws UnsoundJarException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        main.forEach(
                (name, value) -> headers.put(name.toString(), value.toString().trim()));
        if (headers.getOrDefault(Constants.BUNDLE_SYMBOLICNAME, "").isEmpty()) {
            throw unsound("it is no bundle, its manifest has no Bundle-SymbolicName" + HOW_TO_BUILD);
        }
        if (!"2".equals(headers.get(Constants.BUNDLE_MANIFESTVERSION))) {
            throw unsound(
                    "it is no bundle of our time, its manifest has no 'Bundle-ManifestVersion: 2'" + HOW_TO_BUILD);
        }
        String host =
                headers.getOrDefault(Constants.FRAGMENT_HOST, "").split(";")[0].trim();
        if (FRAMEWORK.contains(host)) {
            throw unsound("it is an extension of the framework (Fragment-Host: " + host
                    + "), which would join the class" + " path of the whole JVM; make a bundle of its own of it");
        }
        Version version = version(headers.get(Constants.BUNDLE_VERSION));
        try {
            return new BundleManifest(headers, ResourceBuilder.build(null, headers), version);
        } catch (BundleException invalid) {
            String fact = invalid.getCause() == null
                    ? invalid.getMessage()
                    : invalid.getCause().getMessage();
            throw unsound("its manifest is invalid (" + fact + "); mend the header and build it again");
        }
    }

    /** @throws UnsoundJarException if it says that it is a connector, and has not all that a connector needs */
    JarFacts facts(int java) throws UnsoundJarException {
        List<String> types = types();
        if (!types.isEmpty() && !headers.containsKey(Constants.BUNDLE_VERSION)) {
            throw unsound("it is a connector without a Bundle-Version, which upgrades go by; give it one, as in 1.0.0");
        }
        return new JarFacts(name(), version, types, exports(), java);
    }

    boolean isConnector() {
        return !resource.getCapabilities(ConnectorType.NAMESPACE).isEmpty();
    }

    /** The entries of its class path, but for itself. */
    Set<String> classPath() {
        return Arrays.stream(
                        headers.getOrDefault(Constants.BUNDLE_CLASSPATH, "").split(","))
                .map(path -> path.split(";")[0].trim())
                .map(path -> path.startsWith("/") ? path.substring(1) : path)
                .collect(Collectors.toSet());
    }

    /** Whether it says itself that it needs another Java, so that the framework will not resolve it here. */
    boolean asksForOtherJavaThan(int feature) {
        return resource.getRequirements(EXECUTION_ENVIRONMENT_NAMESPACE).stream()
                .map(each -> each.getDirectives().get(Namespace.REQUIREMENT_FILTER_DIRECTIVE))
                .anyMatch(filter -> filter != null && !isMatched(filter, feature));
    }

    private static boolean isMatched(String filter, int feature) {
        List<Version> versions = IntStream.rangeClosed(1, feature)
                .mapToObj(java -> java <= 8 ? new Version(1, java, 0) : new Version(java, 0, 0))
                .toList();
        try {
            return FrameworkUtil.createFilter(filter)
                    .matches(Map.of(
                            EXECUTION_ENVIRONMENT_NAMESPACE,
                            "JavaSE",
                            ExecutionEnvironmentNamespace.CAPABILITY_VERSION_ATTRIBUTE,
                            versions));
        } catch (InvalidSyntaxException unreadable) {
            return false;
        }
    }

    private String name() {
        return resource.getCapabilities(IdentityNamespace.IDENTITY_NAMESPACE).stream()
                .map(each -> each.getAttributes()
                        .get(IdentityNamespace.IDENTITY_NAMESPACE)
                        .toString())
                .findFirst()
                .orElseThrow();
    }

    private List<String> exports() {
        return resource.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .map(each -> each.getAttributes()
                        .get(PackageNamespace.PACKAGE_NAMESPACE)
                        .toString())
                .distinct()
                .sorted()
                .toList();
    }

    private List<String> types() throws UnsoundJarException {
        Set<String> types = new TreeSet<>();
        for (Capability each : resource.getCapabilities(ConnectorType.NAMESPACE)) {
            Object named = each.getAttributes().get(ConnectorType.NAMESPACE);
            if (named == null) {
                throw unsound(
                        "it provides a connector type without a name; put @ConnectorType(name = ...) on its factory");
            }
            for (Object type : named instanceof Collection<?> several ? several : List.of(named)) {
                if (!InstanceId.isPart(type.toString())) {
                    throw unsound(
                            "'" + type + "' cannot be the name of a connector type; use 1 to 63 of a-z, 0-9 and '-',"
                                    + " starting with a letter or digit");
                }
                types.add(type.toString());
            }
        }
        return List.copyOf(types);
    }

    private static Version version(String text) throws UnsoundJarException {
        try {
            return Version.parseVersion(text);
        } catch (IllegalArgumentException invalid) {
            throw unsound("its Bundle-Version '" + text + "' is none; write numbers and a qualifier, as in 1.2.3 or"
                    + " 1.2.3.beta");
        }
    }

    private static UnsoundJarException unsound(String sentence) {
        return new UnsoundJarException(sentence, false);
    }
}

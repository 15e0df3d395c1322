package dev.patchbay.registry.check;

import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.config.SourceFiles;
import dev.patchbay.registry.secret.SecretReference;
import dev.patchbay.spi.ConnectorType;
import dev.patchbay.spi.SecretProvider;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.BundleContext;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Namespace;

/**
 * Which settings refer to secrets of a provider. Which schemes a provider has is known only when it runs, so of these
 * nothing can be said as long as there is a bundle that may bring one.
 */
final class ForeignSecrets {
    private static final Set<String> OURS = Set.of("secret", "env", "keystore", SecretReference.FILE);
    /** What it prints is known only when it runs, and a check runs nothing. */
    private static final String COMMAND = "exec";

    private static final String SPI = SecretProvider.class.getPackageName();

    private final SourceFiles files;
    private final boolean possible;

    /** @param context of a framework in which everything is installed */
    ForeignSecrets(BundleContext context, SourceFiles files) {
        this.files = files;
        this.possible = Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getBundleId() != 0 && bundle != context.getBundle())
                .map(bundle -> bundle.adapt(BundleRevision.class))
                .anyMatch(ForeignSecrets::mayProvide);
    }

    /** The keys; where no bundle may bring a provider it is certain that nothing resolves them, and they are not among these. */
    Set<String> keys(Definition definition) {
        Set<String> keys = new TreeSet<>();
        definition.values().forEach((key, value) -> {
            if (SecretReference.allIn(text(definition, key, value)).stream().anyMatch(this::isUnknown)) {
                keys.add(key);
            }
        });
        return keys;
    }

    private boolean isUnknown(SecretReference reference) {
        return reference.scheme().equals(COMMAND) || (possible && !OURS.contains(reference.scheme()));
    }

    /** What stands in the file, where the definition only refers to that. */
    private String text(Definition definition, String key, Object value) {
        Optional<String> inFile = definition.file().flatMap(file -> files.value(file, definition.id(), key));
        return inFile.orElse(String.valueOf(value));
    }

    /** A provider implements our interface, so its bundle imports the package. */
    private static boolean mayProvide(BundleRevision revision) {
        return revision != null
                && revision.getDeclaredCapabilities(ConnectorType.NAMESPACE).isEmpty()
                && revision.getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE).stream()
                        .map(each -> each.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, ""))
                        .anyMatch(
                                filter -> filter.contains("(" + PackageNamespace.PACKAGE_NAMESPACE + "=" + SPI + ")"));
    }
}

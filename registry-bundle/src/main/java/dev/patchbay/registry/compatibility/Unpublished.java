package dev.patchbay.registry.compatibility;

import java.util.List;
import org.osgi.framework.Bundle;

/** Whether a connector that runs publishes nothing that the registry could use. */
final class Unpublished implements Question {
    private static final String COMPONENTS = "Service-Component";

    private final Factories factories;

    Unpublished(Factories factories) {
        this.factories = factories;
    }

    @Override
    public List<String> ask(Bundle bundle) {
        List<String> declared = ConnectorBundles.types(bundle).toList();
        if (bundle.getState() != Bundle.ACTIVE || declared.isEmpty()) {
            return List.of();
        }
        if (factories.publishes(bundle)) {
            return misnamed(bundle, declared);
        }
        return List.of(
                bundle.getHeaders("").get(COMPONENTS) == null
                        ? "it has no component that publishes a ConnectorFactory; annotate the factory with @Component"
                                + " and build it with bnd"
                        : "it publishes no ConnectorFactory; 'exec scr:list' shows its components, and the log why they"
                                + " do not run");
    }

    private List<String> misnamed(Bundle bundle, List<String> declared) {
        List<String> published = factories.visible().stream()
                .filter(each -> each.bundle().equals(bundle))
                .map(Factories.Published::type)
                .distinct()
                .sorted()
                .toList();
        return declared.stream()
                .filter(type -> !published.contains(type))
                .map(type -> "its manifest declares the type '" + type + "', and its component publishes '"
                        + String.join("', '", published) + "'; annotate the factory with @ConnectorType(name = \""
                        + type
                        + "\") and build it with bnd")
                .toList();
    }
}

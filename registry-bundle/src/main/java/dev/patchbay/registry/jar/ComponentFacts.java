package dev.patchbay.registry.jar;

import dev.patchbay.spi.ConnectorFactory;
import dev.patchbay.spi.SettingsValidator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a bundle says of one of its components for Declarative Services, read from the XML that its header
 * Service-Component names.
 *
 * @param name of the component
 * @param implementation the name of its class
 * @param services names of the interfaces that it is registered by
 * @param policy its {@code configuration-policy}: {@code optional}, {@code require} or {@code ignore}
 * @param properties its service properties, by name; of arrays each element
 */
public record ComponentFacts(
        String name,
        String implementation,
        List<String> services,
        String policy,
        Map<String, List<String>> properties) {
    private static final String IGNORE = "ignore";

    public ComponentFacts {
        services = List.copyOf(services);
        properties = Map.copyOf(properties);
    }

    /** Whether it also knows what holds for several settings together. */
    public boolean isSettingsValidator() {
        return services.contains(SettingsValidator.class.getName());
    }

    public boolean isConnectorFactory() {
        return services.contains(ConnectorFactory.class.getName());
    }

    /**
     * Why it cannot serve as a connector factory, in a sentence: with any policy but {@code ignore} Declarative Services
     * would make one for each .cfg file. Empty for everything else.
     */
    public Optional<String> fault() {
        return isConnectorFactory() && !policy.equals(IGNORE)
                ? Optional.of("its factory component '" + name + "' has the configuration policy '" + policy
                        + "', with which there would be a factory for each .cfg file; set"
                        + " configurationPolicy = ConfigurationPolicy.IGNORE on its @Component")
                : Optional.empty();
    }
}

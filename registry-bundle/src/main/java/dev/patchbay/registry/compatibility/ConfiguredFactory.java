package dev.patchbay.registry.compatibility;

import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Whether the component of a factory wants configurations itself, although those are for instances. */
final class ConfiguredFactory implements Question {
    private final Components components;

    ConfiguredFactory(Components components) {
        this.components = components;
    }

    @Override
    public List<String> ask(Bundle bundle) {
        return components.factories(bundle).stream()
                .filter(each -> !each.configurationPolicy.equals("ignore"))
                .map(ConfiguredFactory::sentence)
                .toList();
    }

    private static String sentence(ComponentDescriptionDTO component) {
        String consequence = component.configurationPolicy.equals("require")
                ? "so that it waits for a configuration of its own"
                : "so that each configuration of an instance may make another factory";
        return "its component " + component.name + " has the configuration policy '" + component.configurationPolicy
                + "', " + consequence + "; install a build of it with @Component(configurationPolicy ="
                + " ConfigurationPolicy.IGNORE)";
    }
}

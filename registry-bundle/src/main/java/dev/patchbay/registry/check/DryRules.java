package dev.patchbay.registry.check;

import dev.patchbay.registry.config.ConnectorRules;
import dev.patchbay.registry.jar.ComponentFacts;
import dev.patchbay.registry.jar.ComponentReader;
import dev.patchbay.registry.lifecycle.Background;
import dev.patchbay.registry.unload.ContextLoader;
import dev.patchbay.registry.validation.BoundedRules;
import dev.patchbay.registry.validation.ValidatorSource;
import dev.patchbay.spi.SettingsValidator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of connectors that are installed and do not run: their validators are made from their classes, which is what
 * these have a constructor without parameters for.
 */
final class DryRules implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DryRules.class);
    private static final String TYPE = "connector.name";

    private final ComponentReader components = new ComponentReader();
    private final ExecutorService threads = Background.unlimited("validator");

    /** Of a type in a bundle that is resolved. */
    ConnectorRules of(Bundle bundle, String type) {
        return validator(bundle, type)
                .<ConnectorRules>map(
                        name -> new BoundedRules(type + " " + bundle.getVersion(), () -> make(bundle, name), threads))
                .orElse(ConnectorRules.NONE);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** The name of its class. */
    private Optional<String> validator(Bundle bundle, String type) {
        try {
            return components.components(bundle).stream()
                    .filter(each -> each.isConnectorFactory() && each.isSettingsValidator())
                    .filter(each ->
                            each.properties().getOrDefault(TYPE, List.of()).contains(type))
                    .map(ComponentFacts::implementation)
                    .findFirst();
        } catch (IOException unreadable) {
            LOG.debug("the components of '{}' cannot be read", bundle, unreadable);
            return Optional.empty();
        }
    }

    private static ValidatorSource.Hold make(Bundle bundle, String name) {
        ClassLoader loader = ContextLoader.of(bundle);
        ClassLoader outer = ContextLoader.enter(loader);
        try {
            Object made = bundle.loadClass(name).getConstructor().newInstance();
            return new ValidatorSource.Hold((SettingsValidator) made, loader, () -> {});
        } catch (ReflectiveOperationException unusable) {
            throw new IllegalStateException("'" + name + "' cannot be made", unusable);
        } finally {
            ContextLoader.leave(outer);
        }
    }
}

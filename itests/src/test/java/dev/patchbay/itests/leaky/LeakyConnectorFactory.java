package dev.patchbay.itests.leaky;

import dev.patchbay.spi.Connector;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.ConnectorFactory;
import dev.patchbay.spi.ConnectorType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Makes connectors that start threads, timers, clients and management beans, and forget to end one of them. */
@Component(configurationPid = "connector.leaky", configurationPolicy = ConfigurationPolicy.IGNORE)
@ConnectorType(
        name = "leaky",
        capabilities = {"pull", "push", "receive", "invoke"},
        recordTypes = "numbers")
@Designate(ocd = LeakyConnectorFactory.Settings.class, factory = true)
public final class LeakyConnectorFactory implements ConnectorFactory {

    @ObjectClassDefinition(name = "Leaky", description = "Forgets what its settings say")
    public @interface Settings {

        @AttributeDefinition(
                required = false,
                description = "What it does not end: thread, timer, pool, client or bean; nothing if empty")
        String forget() default "";
    }

    @Override
    public Connector create(ConnectorContext context) {
        return new LeakyConnector(context.config(Settings.class).forget());
    }
}

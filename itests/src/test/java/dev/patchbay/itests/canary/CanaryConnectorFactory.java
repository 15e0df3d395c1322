package dev.patchbay.itests.canary;

import dev.patchbay.spi.Connector;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.ConnectorFactory;
import dev.patchbay.spi.ConnectorType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Makes connectors that tell their password to everybody. */
@Component(configurationPid = "connector.canary", configurationPolicy = ConfigurationPolicy.IGNORE)
@ConnectorType(
        name = "canary",
        capabilities = {"pull", "invoke"},
        recordTypes = "things")
@Designate(ocd = CanaryConnectorFactory.Settings.class, factory = true)
public final class CanaryConnectorFactory implements ConnectorFactory {

    @ObjectClassDefinition(name = "Canary", description = "Sings")
    public @interface Settings {

        @AttributeDefinition(required = false, description = "Where it sings; may hold a password")
        String url() default "";

        @AttributeDefinition(type = AttributeType.PASSWORD, description = "What it sings")
        String token();

        @AttributeDefinition(required = false, description = "The file that ends what hangs")
        String gate() default "";
    }

    private final LoggerFactory log;

    @Activate
    public CanaryConnectorFactory(@Reference LoggerFactory log) {
        this.log = log;
    }

    @Override
    public Connector create(ConnectorContext context) {
        return new CanaryConnector(context, log);
    }
}

package ${package};

import dev.patchbay.spi.Connector;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.ConnectorFactory;
import dev.patchbay.spi.ConnectorType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Makes the connector objects of the type; the annotations tell the runtime all that it needs to know beforehand. */
@Component(configurationPid = "connector.${type}", configurationPolicy = ConfigurationPolicy.IGNORE)
@Designate(ocd = Settings.class, factory = true)
@ConnectorType(
        name = "${type}",
        capabilities = "pull",
        recordTypes = ${connector}Connector.ITEMS,
        authMethods = "token")
public final class ${connector}ConnectorFactory implements ConnectorFactory {

    @Override
    public Connector create(ConnectorContext context) {
        return new ${connector}Connector(context);
    }
}

package dev.patchbay.itests.faulty;

import dev.patchbay.spi.Connector;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.ConnectorFactory;
import dev.patchbay.spi.ConnectorType;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** Its class cannot be initialised. */
@Component(configurationPid = "connector.uninitialised-factory", configurationPolicy = ConfigurationPolicy.IGNORE)
@ConnectorType(
        name = "uninitialised-factory",
        capabilities = {"pull"})
public final class UninitialisedFactory implements ConnectorFactory {
    private static final String FIRST = List.<String>of().get(0);

    @Override
    public Connector create(ConnectorContext context) {
        throw new UnsupportedOperationException(FIRST);
    }
}

package dev.patchbay.itests.failing;

import dev.patchbay.spi.Connector;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.ConnectorFactory;
import dev.patchbay.spi.ConnectorType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** Cannot be activated. */
@Component(configurationPid = "connector.failing", configurationPolicy = ConfigurationPolicy.IGNORE)
@ConnectorType(
        name = "failing",
        capabilities = {"pull"})
public final class FailingFactory implements ConnectorFactory {

    @Activate
    public FailingFactory() {
        throw new IllegalStateException("no licence in /etc/licence");
    }

    @Override
    public Connector create(ConnectorContext context) {
        throw new UnsupportedOperationException("never gets that far");
    }
}

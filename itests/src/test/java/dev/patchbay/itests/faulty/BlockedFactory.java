package dev.patchbay.itests.faulty;

import dev.patchbay.spi.Connector;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.ConnectorFactory;
import dev.patchbay.spi.ConnectorType;
import java.util.concurrent.CountDownLatch;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** Its constructor returns when it is interrupted, and not well. */
@Component(configurationPid = "connector.blocked-factory", configurationPolicy = ConfigurationPolicy.IGNORE)
@ConnectorType(
        name = "blocked-factory",
        capabilities = {"pull"})
public final class BlockedFactory implements ConnectorFactory {

    @Activate
    public BlockedFactory() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Override
    public Connector create(ConnectorContext context) {
        throw new UnsupportedOperationException("never gets that far");
    }
}

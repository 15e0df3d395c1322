package org.example.polite;

import dev.patchbay.model.Health;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.Connector;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.ConnectorFactory;
import dev.patchbay.spi.ConnectorType;
import org.example.library.Greeting;
import org.example.library.Politeness;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** Makes connectors that are healthy if the library is. */
@Component(configurationPid = "connector.polite", configurationPolicy = ConfigurationPolicy.IGNORE)
@ConnectorType(
        name = "polite",
        capabilities = {})
public final class PoliteFactory implements ConnectorFactory {

    @Override
    public Connector create(ConnectorContext context) {
        return new Connector() {
            @Override
            public Health health(CallContext call) {
                return Health.up(Greeting.hello() + ", " + Politeness.please());
            }

            @Override
            public void close() {}
        };
    }
}

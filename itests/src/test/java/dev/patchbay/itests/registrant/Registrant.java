package dev.patchbay.itests.registrant;

import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.TypeDefinition;
import dev.patchbay.model.Health;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.Connector;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A component of a host application that registers a type and never takes it away itself. */
@Component(service = Registrant.class, immediate = true)
public final class Registrant {

    @Activate
    public Registrant(@Reference ConnectorRegistry registry) {
        registry.register(TypeDefinition.builder("registered").build(), context -> new Silent());
    }

    private static final class Silent implements Connector {
        @Override
        public Health health(CallContext call) {
            return Health.up("it is silent");
        }

        @Override
        public void close() {}
    }
}

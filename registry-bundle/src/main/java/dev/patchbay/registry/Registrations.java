package dev.patchbay.registry;

import dev.patchbay.api.ConnectorMetadata;
import dev.patchbay.api.Registration;
import dev.patchbay.api.TypeDefinition;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.lifecycle.FactoryTracker;
import dev.patchbay.spi.ConnectorFactory;
import dev.patchbay.spi.SettingsValidator;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The types that one bundle has registered by program; each is an ordinary service of that bundle. */
final class Registrations {
    private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RegistryCore core;
    private final BundleContext context;
    private final Set<Registration> present = ConcurrentHashMap.newKeySet();

    Registrations(RegistryCore core, BundleContext context) {
        this.core = core;
        this.context = context;
    }

    Registration add(TypeDefinition definition, ConnectorFactory factory) {
        ConnectorMetadata metadata = definition.metadata();
        String type = metadata.type();
        if (!InstanceId.isPart(type)) {
            throw new IllegalArgumentException(
                    "'" + type + "' cannot be a connector type; use 1 to 63 of a-z, 0-9 and '-'");
        }
        String name = type + "/" + metadata.version();
        boolean there = core.types().versions(type).stream()
                .anyMatch(each -> each.version().equals(metadata.version()));
        if (there || !core.registeredTypes().add(name)) {
            throw new ConnectorException(
                    ErrorCode.ALREADY_REGISTERED,
                    "connector '" + type + "' " + metadata.version()
                            + " is there already; register another version or take that one away first");
        }
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(FactoryTracker.DEFINITION, definition);
        ServiceRegistration<?> service;
        try {
            service = context.registerService(services(factory), factory, properties);
        } catch (RuntimeException failed) {
            core.registeredTypes().remove(name);
            throw failed;
        }
        core.queues().settle(type, LIMIT);
        Registered registered = new Registered(name, service);
        present.add(registered);
        return registered;
    }

    private static String[] services(ConnectorFactory factory) {
        return factory instanceof SettingsValidator
                ? new String[] {ConnectorFactory.class.getName(), SettingsValidator.class.getName()}
                : new String[] {ConnectorFactory.class.getName()};
    }

    void clear() {
        present.forEach(Registration::close);
    }

    private final class Registered implements Registration {
        private final String name;
        private final ServiceRegistration<?> service;
        private final AtomicBoolean closed = new AtomicBoolean();

        Registered(String name, ServiceRegistration<?> service) {
            this.name = name;
            this.service = service;
        }

        @Override
        public void close() {
            if (!closed.compareAndSet(false, true)) {
                return;
            }
            present.remove(this);
            try {
                service.unregister();
            } catch (IllegalStateException gone) {
                LOG.debug("'{}' went with the bundle that had registered it", name, gone);
            } finally {
                core.registeredTypes().remove(name);
            }
        }
    }
}

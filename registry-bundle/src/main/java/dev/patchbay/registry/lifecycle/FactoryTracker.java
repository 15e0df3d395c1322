package dev.patchbay.registry.lifecycle;

import dev.patchbay.api.ConnectorMetadata;
import dev.patchbay.api.TypeDefinition;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.registry.config.ConnectorRules;
import dev.patchbay.registry.config.MetatypeSchema;
import dev.patchbay.registry.unload.ContextLoader;
import dev.patchbay.registry.validation.BoundedRules;
import dev.patchbay.registry.validation.ValidatorSource;
import dev.patchbay.spi.ConnectorFactory;
import dev.patchbay.spi.SettingsValidator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the {@link ConnectorFactory} services. A service that comes is only noted, by its properties. One that goes is
 * waited for until its calls in flight have ended, because its bundle stops as soon as we return (OSGi Core, 5.2.3.1:
 * the service may still be used while it is being unregistered).
 */
public final class FactoryTracker implements ServiceTrackerCustomizer<ConnectorFactory, TypeVersion>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FactoryTracker.class);

    /** Service property: the {@link TypeDefinition} of a type that a host has registered. */
    public static final String DEFINITION = "patchbay.definition";

    private final BundleContext context;
    private final ConnectorTypes types;
    private final MetatypeSchema schemas;
    private final Reconciler reconciler;
    private final SerialQueues queues;
    private final ServiceTracker<ConnectorFactory, TypeVersion> tracker;
    /** One for each version at most: a validator that hangs is not asked again. */
    private final ExecutorService validators = Background.unlimited("validator");

    public FactoryTracker(
            BundleContext context,
            ConnectorTypes types,
            MetatypeSchema schemas,
            Reconciler reconciler,
            SerialQueues queues) {
        this.context = context;
        this.types = types;
        this.schemas = schemas;
        this.reconciler = reconciler;
        this.queues = queues;
        this.tracker = new ServiceTracker<>(context, ConnectorFactory.class, this);
    }

    public void open() {
        tracker.open();
    }

    @Override
    public TypeVersion addingService(ServiceReference<ConnectorFactory> reference) {
        FactoryFacts facts = new FactoryFacts(reference, schemas);
        if (facts.problem().isPresent()) {
            LOG.warn("{}", facts.problem().get());
            return null;
        }
        TypeVersion version =
                new TypeVersion(facts.metadata(), () -> hold(reference), facts::schema, rules(reference, facts));
        types.add(version);
        queues.submit(version.type(), () -> reconciler.refresh(version.type()));
        LOG.info("connector type {} is there", version);
        return version;
    }

    @Override
    public void modifiedService(ServiceReference<ConnectorFactory> reference, TypeVersion version) {
        // Facts of a version do not change while it is published.
    }

    @Override
    public void removedService(ServiceReference<ConnectorFactory> reference, TypeVersion version) {
        types.remove(version);
        // While the framework or the registry stops everything leaves; that is no news about any instance.
        if (!isStopping(context.getBundle(0)) && !isStopping(context.getBundle())) {
            queues.submit(version.type(), () -> reconciler.refresh(version.type()));
            LOG.info("connector type {} is leaving", version);
        }
        await(version);
    }

    /** Lets go of all services; whoever closes has retired all instances before. */
    @Override
    public void close() {
        tracker.close();
        validators.shutdownNow();
    }

    private ConnectorRules rules(ServiceReference<ConnectorFactory> reference, FactoryFacts facts) {
        ConnectorMetadata metadata = facts.metadata();
        return facts.validates()
                ? new BoundedRules(metadata.type() + " " + metadata.version(), () -> validator(reference), validators)
                : ConnectorRules.NONE;
    }

    private ValidatorSource.Hold validator(ServiceReference<ConnectorFactory> reference) {
        FactoryHold hold = hold(reference);
        if (hold.factory() instanceof SettingsValidator validator) {
            return new ValidatorSource.Hold(validator, hold.loader(), hold::release);
        }
        hold.release();
        throw new IllegalStateException("it is published as a SettingsValidator and is none");
    }

    private static boolean isStopping(Bundle bundle) {
        return bundle.getState() == Bundle.STOPPING;
    }

    private static void await(TypeVersion version) {
        long limit = version.drainLimit().toMillis();
        CompletableFuture<Void> closed = version.retireAll();
        try {
            closed.get(limit + 1_000, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            LOG.warn("connector type {} leaves although not all of its objects are closed after {} ms", version, limit);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private FactoryHold hold(ServiceReference<ConnectorFactory> reference) {
        ServiceObjects<ConnectorFactory> services = context.getServiceObjects(reference);
        ConnectorFactory factory = services == null ? null : factory(reference.getBundle(), services);
        if (factory == null) {
            throw new ConnectorException(
                    ErrorCode.CONNECTOR_NOT_FOUND,
                    "the factory of bundle '" + reference.getBundle()
                            + "' is not there: the bundle was stopped, or its component could not be activated; the log"
                            + " names the cause");
        }
        return new ServiceHold(services, factory);
    }

    /** Declarative Services may make the component now. */
    private static ConnectorFactory factory(Bundle bundle, ServiceObjects<ConnectorFactory> services) {
        ClassLoader outer = ContextLoader.enter(ContextLoader.of(bundle));
        try {
            return services.getService();
        } finally {
            ContextLoader.leave(outer);
        }
    }

    private record ServiceHold(ServiceObjects<ConnectorFactory> services, ConnectorFactory factory)
            implements FactoryHold {
        @Override
        public void release() {
            try {
                services.ungetService(factory);
            } catch (IllegalArgumentException | IllegalStateException gone) {
                LOG.debug("the factory service had gone before it was released", gone);
            }
        }
    }
}

package dev.patchbay.registry.compatibility;

import dev.patchbay.api.TypeDefinition;
import dev.patchbay.registry.lifecycle.FactoryTracker;
import dev.patchbay.spi.ConnectorFactory;
import dev.patchbay.spi.ConnectorType;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/** The published services that call themselves ConnectorFactory, also those that the registry cannot see. */
final class Factories {
    private static final String NAME = ConnectorFactory.class.getName();

    private final BundleContext context;

    Factories(BundleContext context) {
        this.context = context;
    }

    /**
     * One version of a type.
     *
     * @param order rises with each service that is published
     */
    record Published(Bundle bundle, String type, Version version, long order) {}

    /** Those that the registry sees and that name a type. */
    List<Published> visible() {
        return all().stream()
                .filter(this::isVisible)
                .map(Factories::published)
                .flatMap(Optional::stream)
                .toList();
    }

    boolean publishes(Bundle bundle) {
        return of(bundle).stream().anyMatch(this::isVisible);
    }

    /** Whether a bundle has some, and each has another class of that name than ours. */
    boolean isHidden(Bundle bundle) {
        List<ServiceReference<?>> published = of(bundle);
        return !published.isEmpty() && published.stream().noneMatch(this::isVisible);
    }

    private List<ServiceReference<?>> of(Bundle bundle) {
        return all().stream().filter(each -> bundle.equals(each.getBundle())).toList();
    }

    private boolean isVisible(ServiceReference<?> reference) {
        return reference.isAssignableTo(context.getBundle(), NAME);
    }

    private static Optional<Published> published(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        long order = (Long) reference.getProperty(Constants.SERVICE_ID);
        if (bundle == null) {
            return Optional.empty();
        }
        if (reference.getProperty(FactoryTracker.DEFINITION) instanceof TypeDefinition definition) {
            return Optional.of(new Published(
                    bundle, definition.metadata().type(), definition.metadata().version(), order));
        }
        return reference.getProperty(ConnectorType.PREFIX_ + "name") instanceof String type
                ? Optional.of(new Published(bundle, type, bundle.getVersion(), order))
                : Optional.empty();
    }

    private List<ServiceReference<?>> all() {
        try {
            ServiceReference<?>[] all = context.getAllServiceReferences(NAME, null);
            return all == null ? List.of() : List.of(all);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package dev.patchbay.registry.install;

import dev.patchbay.spi.ConnectorFactory;
import dev.patchbay.spi.ConnectorType;
import java.util.function.BiConsumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.wiring.BundleRevision;

/** Hears of bundles and factories that come and go, for JARs may wait for them. */
final class Arrivals implements AutoCloseable {
    private static final int OF_INTEREST =
            BundleEvent.RESOLVED | BundleEvent.STARTED | BundleEvent.UNINSTALLED | BundleEvent.UNRESOLVED;
    private static final String FACTORIES = "(" + Constants.OBJECTCLASS + "=" + ConnectorFactory.class.getName() + ")";

    private final BundleContext context;
    private BundleListener bundles;
    private ServiceListener factories;

    Arrivals(BundleContext context) {
        this.context = context;
    }

    /**
     * @param others a bundle that is no connector has come or gone
     * @param types the factory of this type has come or gone; both are called on the framework's threads
     */
    void open(Runnable others, BiConsumer<String, Bundle> types) {
        bundles = event -> {
            if ((event.getType() & OF_INTEREST) != 0 && !isConnector(event) && !isTakenDown(event)) {
                others.run();
            }
        };
        factories = event -> {
            if (event.getType() != ServiceEvent.MODIFIED
                    && event.getServiceReference().getProperty(ConnectorType.PREFIX_ + "name") instanceof String type) {
                types.accept(type, event.getServiceReference().getBundle());
            }
        };
        context.addBundleListener(bundles);
        try {
            context.addServiceListener(factories, FACTORIES);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        if (bundles != null) {
            context.removeBundleListener(bundles);
            context.removeServiceListener(factories);
        }
    }

    /**
     * Of what was brought up from here, its end is told by whoever wanted it. Its last events may come when it has gone,
     * and nobody can say any more that it was a connector: one that is wired anew would be taken for news, and wired anew.
     */
    private static boolean isTakenDown(BundleEvent event) {
        return event.getBundle().getState() == Bundle.UNINSTALLED
                && event.getBundle().getLocation().startsWith(Jar.SCHEME);
    }

    private static boolean isConnector(BundleEvent event) {
        BundleRevision revision = event.getBundle().adapt(BundleRevision.class);
        return revision != null
                && !revision.getDeclaredCapabilities(ConnectorType.NAMESPACE).isEmpty();
    }
}

package dev.patchbay.itests.faulty;

import dev.patchbay.spi.ConnectorFactory;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Publishes the type that the header {@code Type} names, and fails then. */
public final class FickleActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        ConnectorFactory factory = connector -> {
            throw new UnsupportedOperationException("never gets that far");
        };
        String type = context.getBundle().getHeaders("").get("Type");
        context.registerService(ConnectorFactory.class, factory, new Hashtable<>(Map.of("connector.name", type)));
        throw new IllegalStateException("changed its mind");
    }

    @Override
    public void stop(BundleContext context) {}
}

package dev.patchbay.itests.faulty;

import java.util.List;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Its class cannot be initialised. */
public final class UninitialisedActivator implements BundleActivator {
    private static final String FIRST = List.<String>of().get(0);

    @Override
    public void start(BundleContext context) {
        System.out.println(FIRST);
    }

    @Override
    public void stop(BundleContext context) {}
}

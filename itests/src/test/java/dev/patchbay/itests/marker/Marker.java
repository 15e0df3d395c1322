package dev.patchbay.itests.marker;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Leaves a mark when its bundle starts: a system property of the bundle's name. */
public final class Marker implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        System.setProperty(context.getBundle().getSymbolicName(), "started");
    }

    @Override
    public void stop(BundleContext context) {}
}

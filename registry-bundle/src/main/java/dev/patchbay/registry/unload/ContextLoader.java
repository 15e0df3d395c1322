package dev.patchbay.registry.unload;

import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Makes the class loader of a connector the context class loader of a thread while that runs the connector's code.
 * Threads, timers and clients that are made there inherit it, which tells later whose they are; and libraries inside a
 * connector that look for services or resources find their own.
 */
public final class ContextLoader {
    private ContextLoader() {}

    /**
     * Enters code of a connector on the calling thread.
     *
     * @param loader null leaves the thread as it is
     * @return what {@link #leave} must be given, when the code has returned
     */
    public static ClassLoader enter(ClassLoader loader) {
        Thread thread = Thread.currentThread();
        ClassLoader outer = thread.getContextClassLoader();
        if (loader != null && loader != outer) {
            set(thread, loader);
        }
        return outer;
    }

    /** Puts back what was there before, whatever the connector has made of it. */
    public static void leave(ClassLoader outer) {
        Thread thread = Thread.currentThread();
        if (thread.getContextClassLoader() != outer) {
            set(thread, outer);
        }
    }

    /** The loader of a bundle's classes; null if it has none, or is the host itself, whose threads have the right one. */
    public static ClassLoader of(Bundle bundle) {
        BundleWiring wiring = bundle == null || bundle.getBundleId() == 0 ? null : bundle.adapt(BundleWiring.class);
        return wiring == null ? null : wiring.getClassLoader();
    }

    private static void set(Thread thread, ClassLoader loader) {
        try {
            thread.setContextClassLoader(loader);
        } catch (SecurityException | UnsupportedOperationException fixed) {
            // Threads of the JDK's common pool keep the one they have; a connector runs there as in any JDK program.
        }
    }
}

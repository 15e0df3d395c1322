package dev.patchbay.registry.event;

import dev.patchbay.api.CallListener;
import dev.patchbay.registry.unload.ContextLoader;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the {@link CallListener} services. One that comes is only noted: the service itself, whose making may be slow,
 * is asked for by its own thread when there is something to tell. One that goes is told what is left, before its bundle
 * stops.
 */
public final class ListenerServices implements ServiceTrackerCustomizer<CallListener, ListenerQueue>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CallEvents.class);

    private final BundleContext context;
    private final CallEvents events;
    private final ServiceTracker<CallListener, ListenerQueue> tracker;

    public ListenerServices(BundleContext context, CallEvents events) {
        this.context = context;
        this.events = events;
        this.tracker = new ServiceTracker<>(context, CallListener.class, this);
    }

    public void open() {
        tracker.open();
    }

    @Override
    public ListenerQueue addingService(ServiceReference<CallListener> reference) {
        return events.join(new Service(context, reference));
    }

    @Override
    public void modifiedService(ServiceReference<CallListener> reference, ListenerQueue queue) {
        // No property of a listener means anything to us.
    }

    @Override
    public void removedService(ServiceReference<CallListener> reference, ListenerQueue queue) {
        events.leave(queue);
    }

    @Override
    public void close() {
        tracker.close();
    }

    /** The bundle is asked while it is surely there. */
    private static final class Service implements ListenerSource {
        private final ServiceObjects<CallListener> services;
        private final String name;
        private final ClassLoader loader;

        Service(BundleContext context, ServiceReference<CallListener> reference) {
            this.services = context.getServiceObjects(reference);
            this.name = reference.getBundle() == null
                    ? "that has gone"
                    : reference.getBundle().getSymbolicName();
            this.loader = ContextLoader.of(reference.getBundle());
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public ClassLoader loader() {
            return loader;
        }

        @Override
        public CallListener take() {
            CallListener listener = services == null ? null : services.getService();
            if (listener == null) {
                LOG.warn(
                        "listener {} is told nothing: its service cannot be had; the log names the cause, if its component"
                                + " could not be activated",
                        name);
            }
            return listener;
        }

        @Override
        public void giveBack(CallListener listener) {
            try {
                services.ungetService(listener);
            } catch (IllegalArgumentException | IllegalStateException gone) {
                LOG.debug("the service of listener {} had gone before it was released", name, gone);
            }
        }
    }
}

package dev.patchbay.launcher.command;

import dev.patchbay.api.Verbs;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** The verbs of the runtime in this process, as long as their bundle is there. */
final class RunningVerbs {
    private final ServiceTracker<Verbs, Verbs> tracker;

    RunningVerbs(BundleContext context) {
        this.tracker = new ServiceTracker<>(context, Verbs.class, null);
        tracker.open();
    }

    Optional<Verbs> find() {
        return Optional.ofNullable(tracker.getService());
    }
}

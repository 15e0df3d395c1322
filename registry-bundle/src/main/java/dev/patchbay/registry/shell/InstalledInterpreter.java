package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import java.time.Duration;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The interpreter that is installed when a line comes. Looked up each time, so that verbs neither need it nor are rebuilt
 * when it comes or goes.
 */
final class InstalledInterpreter implements Interpreter {
    private static final String GOGO = "org.apache.felix.gogo.runtime";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BundleContext context;

    InstalledInterpreter(BundleContext context) {
        this.context = context;
    }

    @Override
    public int run(String line, Console console) throws Exception {
        ServiceTracker<Interpreter, Interpreter> tracker = new ServiceTracker<>(context, Interpreter.class, null);
        tracker.open();
        try {
            Interpreter interpreter = isStarting() ? tracker.waitForService(PATIENCE.toMillis()) : tracker.getService();
            if (interpreter == null) {
                throw VerbFailure.failed("Gogo is not installed here; add " + GOGO + " to run its commands");
            }
            return interpreter.run(line, console);
        } finally {
            tracker.close();
        }
    }

    /** Our launcher starts Gogo when all else serves, which a first line may be too early for. */
    private boolean isStarting() {
        for (Bundle bundle : context.getBundles()) {
            if (GOGO.equals(bundle.getSymbolicName()) && bundle.getState() != Bundle.ACTIVE) {
                return true;
            }
        }
        return false;
    }
}

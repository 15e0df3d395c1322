package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * The interpreter that is installed when a line comes. Looked up each time, so that verbs neither need it nor are rebuilt
 * when it comes or goes.
 */
final class InstalledInterpreter implements Interpreter {
    private final BundleContext context;

    InstalledInterpreter(BundleContext context) {
        this.context = context;
    }

    @Override
    public int run(String line, Console console) throws Exception {
        ServiceReference<Interpreter> reference = context.getServiceReference(Interpreter.class);
        Interpreter interpreter = reference == null ? null : context.getService(reference);
        if (interpreter == null) {
            throw VerbFailure.failed(
                    "Gogo is not installed here; add org.apache.felix.gogo.runtime to run its commands");
        }
        try {
            return interpreter.run(line, console);
        } finally {
            context.ungetService(reference);
        }
    }
}

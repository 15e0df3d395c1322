package dev.patchbay.registry.compatibility;

import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;

/** Whether nobody has started a bundle that could run, or somebody has stopped it. */
final class Halted implements Question {

    @Override
    public List<String> ask(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0) {
            return bundle.getState() == Bundle.INSTALLED
                    ? List.of("it is a fragment whose host was resolved before it came; attach it with 'exec"
                            + " \"felix:refresh\"'")
                    : List.of();
        }
        return switch (bundle.getState()) {
            case Bundle.INSTALLED ->
                List.of("nobody has started it; start it with 'exec \"felix:start " + bundle.getBundleId() + "\"'");
            case Bundle.RESOLVED ->
                List.of("its bundle is stopped; start it with 'exec \"felix:start " + bundle.getBundleId() + "\"'");
            default -> List.of();
        };
    }
}

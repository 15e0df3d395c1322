package dev.patchbay.registry.check;

import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;

/** What keeps the whole runtime from starting, as the launcher of a dry framework says it. */
final class RuntimeFaults {
    private static final String PROPERTY = "patchbay.settings.problems";

    private RuntimeFaults() {}

    /** A sentence each; none in a framework that is not dry, for that has started. */
    static List<String> of(BundleContext context) {
        return Optional.ofNullable(context.getProperty(PROPERTY)).stream()
                .flatMap(String::lines)
                .toList();
    }
}

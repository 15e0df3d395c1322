package dev.patchbay.registry.compatibility;

import dev.patchbay.registry.compatibility.Components.Configured;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** Whether a component of a connector threw something when it was activated. */
final class FailedActivation implements Question {
    private static final String CAUSED_BY = "Caused by: ";

    private final Components components;

    FailedActivation(Components components) {
        this.components = components;
    }

    @Override
    public List<String> ask(Bundle bundle) {
        return components.in(bundle, ComponentConfigurationDTO.FAILED_ACTIVATION).stream()
                .map(component -> sentence(bundle, component))
                .toList();
    }

    private static String sentence(Bundle bundle, Configured component) {
        return "its component " + component.description().name + " failed in activation ("
                + thrown(component.configuration().failure)
                + "); mend what that names, then restart it with 'exec \"felix:stop " + bundle.getBundleId()
                + "\"' and 'exec \"felix:start " + bundle.getBundleId() + "\"'";
    }

    /** The innermost cause of a stack trace, which is what its author threw. */
    static String thrown(String stackTrace) {
        if (stackTrace == null || stackTrace.isBlank()) {
            return "the log has the stack trace";
        }
        String innermost = stackTrace
                .lines()
                .map(String::trim)
                .filter(line -> line.startsWith(CAUSED_BY))
                .reduce((outer, inner) -> inner)
                .orElseGet(() -> stackTrace.lines().findFirst().orElse(""));
        return innermost.startsWith(CAUSED_BY) ? innermost.substring(CAUSED_BY.length()) : innermost;
    }
}

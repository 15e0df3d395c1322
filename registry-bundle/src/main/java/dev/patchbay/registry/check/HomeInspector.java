package dev.patchbay.registry.check;

import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.registry.environment.Variables;
import dev.patchbay.registry.files.ClearValues;
import dev.patchbay.registry.overlay.Overlays;
import dev.patchbay.registry.secret.SecretSource;
import dev.patchbay.registry.trust.Trust;
import java.nio.file.Path;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** In a dry framework goes through the home's files, in a running one asks the registry. */
@Component
public final class HomeInspector implements HomeInspection {
    private final HomeInspection inspection;

    @Activate
    public HomeInspector(
            BundleContext context,
            @Reference ConnectorRegistry registry,
            @Reference SecretSource secrets,
            @Reference ClearValues files,
            @Reference Variables variables,
            @Reference Overlays overlays,
            @Reference Trust trust) {
        String home = context.getProperty("patchbay.home");
        this.inspection = home != null && Boolean.parseBoolean(context.getProperty("patchbay.dry"))
                ? new HomeCheck(context, Path.of(home), secrets, files, variables, overlays, trust)
                : new RunningReport(home == null ? "this runtime" : home, registry);
    }

    @Override
    public synchronized HomeReport inspect() {
        return inspection.inspect();
    }
}

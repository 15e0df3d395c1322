package dev.patchbay.registry.overlay;

import dev.patchbay.registry.environment.Variables;
import dev.patchbay.registry.files.FileTaker;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Passes on that .env or a secret file of the container has come, changed or gone. */
@Component
public final class OverlayFiles implements FileTaker {
    private final Overlays overlays;
    private final Variables variables;

    @Activate
    public OverlayFiles(@Reference Overlays overlays, @Reference Variables variables) {
        this.overlays = overlays;
        this.variables = variables;
    }

    @Override
    public boolean takes(Path file) {
        return isDotEnv(file) || overlays.reads(file);
    }

    @Override
    public void changed(Path file) {
        if (isDotEnv(file)) {
            variables.reload();
        } else {
            overlays.changed(file);
        }
    }

    private boolean isDotEnv(Path file) {
        return variables.file().filter(file::equals).isPresent();
    }
}

package dev.patchbay.registry.overlay;

import dev.patchbay.registry.files.FileTaker;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Passes on that .env or a secret file of the container has come, changed or gone. */
@Component
public final class OverlayFiles implements FileTaker {
    private final Overlays overlays;

    @Activate
    public OverlayFiles(@Reference Overlays overlays) {
        this.overlays = overlays;
    }

    @Override
    public boolean takes(Path file) {
        return overlays.reads(file);
    }

    @Override
    public void changed(Path file) {
        overlays.changed(file);
    }
}

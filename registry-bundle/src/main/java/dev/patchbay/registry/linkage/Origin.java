package dev.patchbay.registry.linkage;

import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;

/**
 * Where something was looked for and is not.
 *
 * @param lacksIt the end of a sentence: what lacks it, and what to do
 */
record Origin(String lacksIt) {

    static Origin of(String className, Optional<BundleCapability> capability) {
        if (className.startsWith("java/")) {
            return java();
        }
        String packageName = BundleClasses.dotted(BundleClasses.packageOf(className));
        return capability.map(each -> provided(packageName, each)).orElseGet(() -> own(packageName));
    }

    private static Origin java() {
        int feature = Runtime.version().feature();
        return new Origin("which Java " + feature
                + " does not have; start Patchbay with the Java that it was built for, or build it with"
                + " maven.compiler.release=" + feature);
    }

    private static Origin provided(String packageName, BundleCapability capability) {
        Bundle bundle = capability.getRevision().getBundle();
        Object version = capability.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE);
        String lacking =
                "which " + packageName + " " + version + " of '" + bundle.getSymbolicName() + "' does not have; ";
        if (packageName.startsWith("dev.patchbay.")) {
            return new Origin(lacking + "install a version of the connector that was built for this runtime, or upgrade"
                    + " Patchbay");
        }
        return new Origin(lacking + "drop the version of that library that it was built with into deploy/, or take a"
                + " build of the connector for this one");
    }

    private static Origin own(String packageName) {
        return new Origin("which should be in its own package " + packageName
                + " and is not; build it again with all classes of one version of that package");
    }
}

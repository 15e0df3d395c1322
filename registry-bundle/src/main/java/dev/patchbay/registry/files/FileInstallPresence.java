package dev.patchbay.registry.files;

import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.condition.Condition;

/**
 * Publishes a condition while FileInstall's classes are there. Its installers need them to be loaded at all, so they
 * refer to this: in a framework without FileInstall they stay unsatisfied instead of failing.
 */
@Component(
        service = {},
        immediate = true)
public final class FileInstallPresence {

    /** The target of a reference to the condition. */
    public static final String TARGET = "(" + Condition.CONDITION_ID + "=patchbay.fileinstall)";

    @Activate
    public FileInstallPresence(BundleContext context) {
        // In a dry framework nobody is to act on files.
        if (isThere() && !Boolean.parseBoolean(context.getProperty("patchbay.dry"))) {
            context.registerService(
                    Condition.class,
                    Condition.INSTANCE,
                    new Hashtable<>(Map.of(Condition.CONDITION_ID, "patchbay.fileinstall")));
        }
    }

    private static boolean isThere() {
        try {
            Class.forName(
                    "org.apache.felix.fileinstall.ArtifactInstaller",
                    false,
                    FileInstallPresence.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}

package dev.patchbay.registry.files;

import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.condition.Condition;

/**
 * Publishes a condition in a framework without a home whose FileInstall is to hand files over. What stands before it needs
 * FileInstall's classes to be loaded at all, so it refers to this: where they are missing it stays unsatisfied instead of
 * failing.
 */
@Component(
        service = {},
        immediate = true)
public final class FileInstallPresence {

    /** The target of a reference to the condition. */
    public static final String TARGET = "(" + Condition.CONDITION_ID + "=patchbay.fileinstall)";

    @Activate
    public FileInstallPresence(BundleContext context) {
        if (HomeFolders.home(context).isEmpty() && isThere()) {
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

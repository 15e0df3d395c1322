package dev.patchbay.launcher;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/**
 * Lets the framework start what somebody once started by hand only when the core bundles run, and with them the watch over
 * what may run. A home where nobody has is not delayed: all other bundles are started anew each time.
 */
final class StartLevels {
    private static final int CORE = 1;
    private static final int LATER = 2;

    private int target;

    private StartLevels(int target) {
        this.target = target;
    }

    /** Takes over the level that the host wants to begin with. */
    static StartLevels of(Map<String, Object> settings) {
        Object wanted = settings.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(CORE));
        try {
            return new StartLevels(wanted == null ? CORE : Integer.parseInt(wanted.toString()));
        } catch (NumberFormatException asFelixDoes) {
            return new StartLevels(CORE);
        }
    }

    /** Before the framework starts. */
    void holdBack(BundleContext context) {
        for (Bundle bundle : context.getBundles()) {
            BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
            if (bundle.getBundleId() == 0
                    || CoreBundles.isCore(bundle.getLocation())
                    || !level.isPersistentlyStarted()) {
                continue;
            }
            if (level.getStartLevel() < LATER) {
                level.setStartLevel(LATER);
            }
            target = Math.max(target, LATER);
        }
    }

    /** When the core bundles run; returns when the others have been started. */
    void release(Framework framework) {
        if (target <= CORE) {
            return;
        }
        CountDownLatch reached = new CountDownLatch(1);
        framework.adapt(FrameworkStartLevel.class).setStartLevel(target, event -> reached.countDown());
        try {
            reached.await();
        } catch (InterruptedException e) {
            // They start all the same; whoever is in a hurry need not see it.
            Thread.currentThread().interrupt();
        }
    }
}

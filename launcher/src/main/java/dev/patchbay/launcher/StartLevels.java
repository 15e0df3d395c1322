package dev.patchbay.launcher;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the framework start what somebody once started by hand only when the core bundles run, and with them the watch over
 * what may run. A home where nobody has is not delayed: all other bundles are started anew each time.
 */
final class StartLevels {
    private static final Logger LOG = LoggerFactory.getLogger(StartLevels.class);
    private static final int CORE = 1;
    private static final int LATER = 2;

    /** One of them may never return from its activator; it shall not keep the runtime from serving. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Duration patience;
    private int target;

    StartLevels(int target, Duration patience) {
        this.target = target;
        this.patience = patience;
    }

    /** Takes over the level that the host wants to begin with. */
    static StartLevels of(Map<String, Object> settings) {
        Object wanted = settings.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(CORE));
        try {
            return new StartLevels(wanted == null ? CORE : Integer.parseInt(wanted.toString()), PATIENCE);
        } catch (NumberFormatException asFelixDoes) {
            return new StartLevels(CORE, PATIENCE);
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

    /** When the core bundles run; returns when the others have been started, or take too long. */
    void release(Framework framework) {
        if (target <= CORE) {
            return;
        }
        CountDownLatch reached = new CountDownLatch(1);
        framework.adapt(FrameworkStartLevel.class).setStartLevel(target, event -> reached.countDown());
        try {
            if (!reached.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                tellOfLateOnes(framework.getBundleContext());
            }
        } catch (InterruptedException e) {
            // They start all the same; whoever is in a hurry need not see it.
            Thread.currentThread().interrupt();
        }
    }

    private void tellOfLateOnes(BundleContext context) {
        for (Bundle bundle : context.getBundles()) {
            boolean lazy = bundle.adapt(BundleStartLevel.class).isActivationPolicyUsed();
            if (bundle.getState() == Bundle.STARTING && bundle.getBundleId() != 0 && !lazy) {
                LOG.warn(
                        "'{}' {} was once started by hand and has not started within {} s, so nobody waits for it, nor for"
                                + " what is to start after it; uninstall it with 'exec \"felix:uninstall {}\"', or ask"
                                + " its author",
                        bundle.getSymbolicName(),
                        bundle.getVersion(),
                        patience.toSeconds(),
                        bundle.getBundleId());
            }
        }
    }
}

package dev.patchbay.itests.faulty;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Does not return before the file is there that the header {@code Gate} names, whatever interrupts it. */
public final class StubbornActivator implements BundleActivator {
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(2);

    @Override
    public void start(BundleContext context) {
        Path gate = Path.of(context.getBundle().getHeaders("").get("Gate"));
        while (!Files.exists(gate)) {
            Thread.interrupted();
            LockSupport.parkNanos(LOOK);
        }
    }

    @Override
    public void stop(BundleContext context) {}
}

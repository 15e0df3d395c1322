package dev.patchbay.registry.threads;

import dev.patchbay.registry.unload.ContextLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Takes from the calling thread what a task has left on it, so that the next one, of another tenant, finds none of it. */
final class CleanThread {
    private static final Logger LOG = LoggerFactory.getLogger(CleanThread.class);

    private CleanThread() {}

    /** Runs a task; nothing that it throws, or leaves, gets out. */
    static void run(Runnable task) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            task.run();
        } catch (Throwable fault) {
            LOG.error("a task has failed: {}", fault.toString(), fault);
        } finally {
            ContextLoader.leave(loader);
            MDC.clear();
            Thread.interrupted();
        }
    }
}

package dev.patchbay.registry.lifecycle;

import dev.patchbay.registry.unload.RuntimeThreads;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry's own threads, all bounded, all daemons, none there while nothing happens: taking in changes, closing
 * connector objects (which may hang, and so has threads of its own), and a clock for drain limits.
 */
public final class Background implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final Duration LEAST_CLOSING = Duration.ofSeconds(10);
    private static final int CHANGE_THREADS = 4;
    private static final int CLOSING_THREADS = 16;

    private final ThreadPoolExecutor changes = pool("change", CHANGE_THREADS);
    private final ThreadPoolExecutor closing = pool("closing", CLOSING_THREADS);
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, new RuntimeThreads("clock"));

    public Background() {
        clock.setKeepAliveTime(1, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        clock.setRemoveOnCancelPolicy(true);
    }

    /** A pool whose threads end when idle; tasks over its size wait. */
    public static ThreadPoolExecutor pool(String name, int size) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new RuntimeThreads(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** For code that may never return, so that none waits for another; a thread each, ends when idle. */
    public static ThreadPoolExecutor unlimited(String name) {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), new RuntimeThreads(name));
    }

    public ExecutorService changes() {
        return changes;
    }

    /**
     * Runs code of connectors that closes something, and interrupts it if it goes on for long. Once this is closed, the
     * calling thread does it: nothing is left open.
     */
    void close(Duration limit, Runnable task) {
        try {
            Future<?> running = closing.submit(task);
            later(limit.compareTo(LEAST_CLOSING) < 0 ? LEAST_CLOSING : limit, () -> running.cancel(true));
        } catch (RejectedExecutionException ending) {
            task.run();
        }
    }

    /**
     * Runs a task that does not wait, after a while; not at all once this is closed.
     *
     * @return makes it not run, if it has not yet
     */
    public Runnable later(Duration delay, Runnable task) {
        try {
            Future<?> waiting = clock.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> waiting.cancel(false);
        } catch (RejectedExecutionException ending) {
            LOG.debug("not done after {}, because the registry ends", delay, ending);
            return () -> {};
        }
    }

    /** Interrupts what still runs; what ignores that keeps its daemon thread. */
    @Override
    public void close() {
        clock.shutdownNow();
        changes.shutdownNow();
        closing.shutdownNow();
    }
}

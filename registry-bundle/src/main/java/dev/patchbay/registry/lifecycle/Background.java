package dev.patchbay.registry.lifecycle;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The registry's own threads, all bounded, all daemons, none there while nothing happens: taking in changes, closing
 * connector objects (which may hang, and so has threads of its own), and a clock for drain limits.
 */
public final class Background implements AutoCloseable {
    private static final int CHANGE_THREADS = 4;
    private static final int CLOSING_THREADS = 16;

    private final ThreadPoolExecutor changes = pool("change", CHANGE_THREADS);
    private final ThreadPoolExecutor closing = pool("closing", CLOSING_THREADS);
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, named("clock"));

    public Background() {
        clock.setKeepAliveTime(1, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        clock.setRemoveOnCancelPolicy(true);
    }

    /** A pool whose threads end when idle; tasks over its size wait. */
    public static ThreadPoolExecutor pool(String name, int size) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(size, size, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    public ExecutorService changes() {
        return changes;
    }

    /** Runs code of connectors that closes something. */
    void close(Runnable task) {
        closing.execute(task);
    }

    void later(Duration delay, Runnable task) {
        clock.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Interrupts what still runs; what ignores that keeps its daemon thread. */
    @Override
    public void close() {
        clock.shutdownNow();
        changes.shutdownNow();
        closing.shutdownNow();
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "patchbay-" + name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}

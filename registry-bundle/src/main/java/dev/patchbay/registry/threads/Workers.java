package dev.patchbay.registry.threads;

import dev.patchbay.registry.unload.RuntimeThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded number of platform threads for code that may take long, or never return. None is there while nothing happens.
 * A thread that was just started starts the next one if tasks wait, so that many tasks at once have their threads sooner
 * than whoever brings them could start them all.
 *
 * <p>A task finds nothing of the one before it but its thread locals, which go with the thread: it ends after a second
 * without work, and after ten seconds of life as soon as its task has ended, however much there is to do.
 */
public final class Workers implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final long IDLE = TimeUnit.SECONDS.toNanos(1);
    private static final long LIFE = TimeUnit.SECONDS.toNanos(10);

    private final ThreadFactory factory;
    private final int most;
    private final long life;
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final Set<Thread> there = ConcurrentHashMap.newKeySet();
    /** Of threads that were started, and have not looked for the last time whether anything waits. */
    private final AtomicInteger number = new AtomicInteger();

    private final AtomicInteger idle = new AtomicInteger();
    private volatile boolean scarce;
    private volatile boolean closed;

    /** @param name part of the threads' names, {@code patchbay-NAME-N} */
    public Workers(String name, int most) {
        this(new RuntimeThreads(name), most, LIFE);
    }

    /** @param life of a thread that is never idle, in nanoseconds; the task that runs then is the last one */
    Workers(ThreadFactory factory, int most, long life) {
        this.factory = factory;
        this.most = most;
        this.life = life;
    }

    /**
     * Runs a task as soon as there is a thread for it; returns at once.
     *
     * @throws RejectedExecutionException if this is closed, or the system gives no thread
     */
    @Override
    public void execute(Runnable task) {
        waiting.add(task);
        boolean hopeless = idle.get() < waiting.size() && !start() && number.get() == 0;
        if ((hopeless || closed) && waiting.remove(task)) {
            throw new RejectedExecutionException("no thread is given any more");
        }
    }

    /** Threads that are there. */
    public int count() {
        return number.get();
    }

    /** Threads that are there and do not wait for something to do. */
    int busy() {
        return number.get() - idle.get();
    }

    /**
     * Takes no task any more and interrupts those that run; what ignores that keeps its thread, which is a daemon.
     *
     * @return the tasks that waited, and never will be run
     */
    public List<Runnable> end() {
        closed = true;
        List<Runnable> dropped = new ArrayList<>();
        waiting.drainTo(dropped);
        there.forEach(Thread::interrupt);
        return dropped;
    }

    @Override
    public void close() {
        end();
    }

    /** False if a thread was allowed, and the system gave none. */
    private boolean start() {
        int present = number.get();
        while (present < most && !closed) {
            if (number.compareAndSet(present, present + 1)) {
                return startCounted();
            }
            present = number.get();
        }
        return true;
    }

    private boolean startCounted() {
        boolean started = false;
        try {
            factory.newThread(this::work).start();
            started = true;
            scarce = false;
            return true;
        } catch (OutOfMemoryError none) {
            if (!scarce) {
                scarce = true;
                LOG.warn("the system gives no more threads than {}: {}", number.get() - 1, none.getMessage());
            }
            return false;
        } finally {
            if (!started) {
                number.decrementAndGet();
            }
        }
    }

    private void work() {
        long born = System.nanoTime();
        there.add(Thread.currentThread());
        try {
            Runnable task = next();
            if (!waiting.isEmpty()) {
                start();
            }
            while (task != null) {
                CleanThread.run(task);
                task = System.nanoTime() - born < life ? next() : null;
            }
        } finally {
            there.remove(Thread.currentThread());
            number.decrementAndGet();
            // Whoever brought a task in the meantime may have counted on this thread.
            if (!waiting.isEmpty()) {
                start();
            }
        }
    }

    /** Null if none came, or none shall be run any more. */
    private Runnable next() {
        if (closed) {
            return null;
        }
        Runnable next = waiting.poll();
        if (next != null) {
            return next;
        }
        next = awaitNext();
        if (next != null && idle.get() < waiting.size()) {
            // Whoever brought another one just now may have taken this thread for idle.
            start();
        }
        return next;
    }

    private Runnable awaitNext() {
        idle.incrementAndGet();
        try {
            return waiting.poll(IDLE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException ending) {
            return null;
        } finally {
            idle.decrementAndGet();
        }
    }
}
